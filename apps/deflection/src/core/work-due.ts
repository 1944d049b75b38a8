import type { TicketStore } from '../ports/ticket-store.js';
import type { HandleTicket } from './handle-ticket.js';

/** Handles what is due, several at once; answers how many there were. */
export async function workDue(store: TicketStore, handle: HandleTicket, atOnce: number): Promise<number> {
  const tickets = await store.lease(atOnce);
  await Promise.all(
    tickets.map(async (ticket) => {
      await store.settle(ticket, await handle.handle(ticket));
    }),
  );
  return tickets.length;
}
