/** What is worked off: leased, dealt with, settled. */
interface Books<Leased, Settlement> {
  lease(limit: number): Promise<readonly Leased[]>;
  settle(leased: Leased, settlement: Settlement): Promise<void>;
}

interface Handler<Leased, Settlement> {
  handle(leased: Leased): Promise<Settlement>;
}

/** Handles what is due, several at once; answers how many there were. */
export async function workDue<Leased, Settlement>(
  books: Books<Leased, Settlement>,
  handler: Handler<Leased, Settlement>,
  atOnce: number,
): Promise<number> {
  const due = await books.lease(atOnce);
  await Promise.all(
    due.map(async (leased) => {
      await books.settle(leased, await handler.handle(leased));
    }),
  );
  return due.length;
}
