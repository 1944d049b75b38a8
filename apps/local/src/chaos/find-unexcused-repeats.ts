import type { Books } from './books.js';

/**
 * A send is in flight from its mail's arrival until that is written down. What arrived this long before something was
 * killed was written down before.
 */
const IN_FLIGHT_MS = 2_000;
/** Without these a send cannot be carried out or written down. */
const NEEDED_TO_SEND: ReadonlySet<string> = new Set(['notifier', 'postgres']);

/** Mails that came twice although nothing was broken while the first of them was under way. */
export function findUnexcusedRepeats({ mails, struck }: Books): string[] {
  const byMessageId = Map.groupBy(mails, ({ messageId }) => messageId);
  return [...byMessageId.values()].flatMap((copies) =>
    copies.slice(0, -1).flatMap(({ messageId, receivedAtMs }) => {
      const isExcused = struck.some(
        ({ what, fromMs, toMs }) =>
          NEEDED_TO_SEND.has(what) && receivedAtMs >= fromMs - IN_FLIGHT_MS && receivedAtMs <= toMs,
      );
      return isExcused
        ? []
        : [`${messageId} was sent again although nothing had happened to its first sending`];
    }),
  );
}
