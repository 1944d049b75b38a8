import { jetstreamManager } from '@nats-io/jetstream';
import { type Envelope, streams } from '@tidings/contracts';
import { readStream } from '@tidings/messaging';
import type { BacklogSources } from '../../harness/read-backlog.js';
import { readOurWrites } from '../../zendesk/our-writes.js';
import { readLeftovers } from '../read-books.js';
import {
  type BookedTicket,
  TICKET_EVENTS,
  type TicketBooks,
  type TicketEventName,
  type TicketRow,
} from './ticket-books.js';
import type { WrittenTicket } from './write-tickets.js';

/** What all who know of the tickets wrote down. */
export async function readTicketBooks(
  written: readonly WrittenTicket[],
  sources: BacklogSources,
): Promise<TicketBooks> {
  const [rows, corrections, events, leftovers] = await Promise.all([
    readRows(sources),
    readCorrections(sources),
    readEvents(sources),
    readLeftovers(sources),
  ]);
  const tickets = written.map(({ account, ticketId, kind, orderNumber }): BookedTicket => {
    const { brand, zendesk } = account;
    const key = `${brand.id} ${ticketId}`;
    const count = (name: TicketEventName) => events.filter((each) => each === `${key} ${name}`).length;
    return {
      brandId: brand.id,
      ticketId: String(ticketId),
      kind,
      orderNumber,
      writes: readOurWrites(zendesk.desk, zendesk.desk.find(ticketId)),
      corrections: corrections.flatMap((each) => (each.ticket === key ? [each.state] : [])),
      row: rows.get(key) ?? null,
      events: {
        answered: count('answered'),
        'handed-over': count('handed-over'),
        reopened: count('reopened'),
      },
    };
  });
  return { tickets, rowCount: rows.size, leftovers };
}

async function readRows({ client }: BacklogSources): Promise<ReadonlyMap<string, TicketRow>> {
  const { rows } = await client.query<TicketRow & { readonly key: string }>(`
    select brand_id || ' ' || ticket_id as key, state, outcome, because, order_number as "orderNumber",
      is_reopened as "isReopened"
    from deflection.ticket`);
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

async function readCorrections({ client }: BacklogSources) {
  const { rows } = await client.query<{ readonly ticket: string; readonly state: string }>(`
    select brand_id || ' ' || (request ->> 'ticketId') as ticket, state from deflection.correction`);
  return rows;
}

/** `brand ticket name` of each event of the stream. */
async function readEvents({ connection }: BacklogSources): Promise<readonly string[]> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const found: string[] = [];
  for await (const { subject, text } of readStream(manager, streams.SUPPORT.name)) {
    const { brandId, data } = JSON.parse(text) as Envelope<{ readonly ticketId: string }>;
    const told = TICKET_EVENTS.find((each) => subject === `support.ticket.${each}.v1`);
    found.push(`${brandId} ${data.ticketId} ${told}`);
  }
  return found;
}
