import type { Deed } from '../stories/story.js';
import type { Desk } from '../zendesk/desk.js';
import { type OurWrite, readOurWrites } from '../zendesk/our-writes.js';

/** A ticket as its audits tell it: what was asked, and every write of ours. */
export interface ToldTicket {
  readonly id: number;
  readonly asked: string;
  readonly status: string;
  readonly writes: readonly OurWrite[];
}

/** @throws when no ticket holds what the customer asked */
export function readToldTicket(desk: Desk, { customer, text }: Deed & { does: 'ask' }): ToldTicket {
  const requesterId = desk.findUser(customer.email)?.id;
  const ticket = [...desk.tickets.values()].find(
    ({ comments, requesterId: writer }) => writer === requesterId && comments[0]?.plain === text,
  );
  if (ticket === undefined) throw new Error(`no ticket of ${customer.email} asks "${text}"`);
  const { id, status } = ticket;
  return { id, asked: text, status, writes: readOurWrites(desk, ticket) };
}
