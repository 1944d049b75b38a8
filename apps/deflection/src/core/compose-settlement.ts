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
import type { LeasedTicket, SettledTicket, Settlement } from '../ports/ticket-store.js';
import type { Outcome } from './outcome.js';
import type { ToldAnswer } from './told-in-ticket.js';

/** The same whoever decides, and again after a crash: by it our own write is known. */
export function decisionIdOf({ brandId, ticketId }: Pick<LeasedTicket, 'brandId' | 'ticketId'>): string {
  return `${brandId}:ticket:${ticketId}`;
}

export interface Done {
  readonly outcome: Outcome;
  readonly because: string | null;
  readonly orderNumber: string | null;
  readonly macro: string | null;
  /** Null where nobody was answered, or where it is not known any more what they were told. */
  readonly told: ToldAnswer | null;
  readonly at: Instant;
}

type Tell = <Data>(contract: EventContract<Data>, data: Data) => OutgoingEvent;

function teller(ticket: LeasedTicket, at: Instant): Tell {
  return (contract, data) =>
    toOutgoing(contract, { ...ticket.causation, brandId: ticket.brandId, occurredAt: at, data });
}

/** What was done, with the events that tell of it. */
export function composeSettlement(ticket: LeasedTicket, done: Done): Settlement {
  const { outcome, because, orderNumber, macro, told, at } = done;
  const settled = { state: 'settled', outcome, because, orderNumber, macro, at, isReopened: false } as const;
  const tell = teller(ticket, at);
  const { ticketId } = ticket;
  const decisionId = decisionIdOf(ticket);
  if (outcome === 'handed_over') {
    const data = { ticketId, decisionId, orderNumber, because: because ?? 'mixed', at };
    return { ...settled, events: [tell(supportTicketHandedOver, data)] };
  }
  if (outcome !== 'answered' || told === null) return { ...settled, events: [] };
  const { orderId, headline } = told;
  const data = { ticketId, decisionId, orderId, orderNumber, headline, macro: told.macro, at };
  const occasion = { ...ticket.causation, brandId: ticket.brandId, occurredAt: at };
  return {
    ...settled,
    events: [
      tell(supportTicketAnswered, data),
      ...composeShowing(told, { told: { face: 'ticket', ticketId }, occasion }),
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
