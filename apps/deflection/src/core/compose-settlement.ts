import {
  composeShowing,
  type EventContract,
  type OutgoingEvent,
  supportTicketAnswered,
  supportTicketHandedOver,
  supportTicketReopened,
  toOutgoing,
} from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import type { Brand } from '@tidings/platform';
import type { FoundOrder } from '../ports/order-book.js';
import type { LeasedTicket, SettledTicket, Settlement } from '../ports/ticket-store.js';
import type { Outcome } from './outcome.js';

/** The same whoever decides, and again after a crash: by it our own write is known. */
export function decisionIdOf({ brandId, ticketId }: Pick<LeasedTicket, 'brandId' | 'ticketId'>): string {
  return `${brandId}:ticket:${ticketId}`;
}

export interface Done {
  readonly outcome: Outcome;
  readonly because: string | null;
  readonly order: FoundOrder | null;
  readonly macro: string | null;
  readonly at: Instant;
}

type Tell = <Data>(contract: EventContract<Data>, data: Data) => OutgoingEvent;

function teller(ticket: LeasedTicket, at: Instant): Tell {
  return (contract, data) =>
    toOutgoing(contract, { ...ticket.causation, brandId: ticket.brandId, occurredAt: at, data });
}

/** What was done, with the events that tell of it. */
export function composeSettlement(ticket: LeasedTicket, brand: Brand, done: Done): Settlement {
  const { outcome, because, order, macro, at } = done;
  const orderNumber = order?.snapshot.orderNumber ?? null;
  const settled = { state: 'settled', outcome, because, orderNumber, macro, at, isReopened: false } as const;
  const tell = teller(ticket, at);
  const { ticketId } = ticket;
  const decisionId = decisionIdOf(ticket);
  if (outcome === 'handed_over') {
    const data = { ticketId, decisionId, orderNumber, because: because ?? 'mixed', at };
    return { ...settled, events: [tell(supportTicketHandedOver, data)] };
  }
  if (outcome !== 'answered' || order === null) return { ...settled, events: [] };
  const { orderId } = order.snapshot;
  const { headline } = order.answer;
  const data = { ticketId, decisionId, orderId, orderNumber, headline, macro: macro ?? '', at };
  const occasion = { ...ticket.causation, brandId: ticket.brandId, occurredAt: at };
  return {
    ...settled,
    events: [
      tell(supportTicketAnswered, data),
      ...composeShowing(order, { told: { face: 'ticket', ticketId }, zone: brand.zone, occasion }),
    ],
  };
}

/** The customer wrote again after an answer. Nothing is written to it any more; those who measure want to know. */
export function composeReopening(ticket: LeasedTicket, settled: SettledTicket, at: Instant): Settlement {
  const { ticketId } = ticket;
  const { orderNumber } = settled;
  const data = { ticketId, decisionId: decisionIdOf(ticket), orderNumber, at };
  return {
    state: 'settled',
    ...settled,
    isReopened: true,
    events: [teller(ticket, at)(supportTicketReopened, data)],
  };
}
