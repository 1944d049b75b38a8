import {
  decisionMessageRequested,
  decisionTicketRequested,
  type MessageRequest,
  orderSnapshotUpdated,
  type OutgoingEvent,
  type TicketRequest,
  toOutgoing,
} from '@tidings/contracts';
import type { Decision, Instant, LedgerEntry, OrderSnapshot } from '@tidings/domain';
import type { Draft } from './draft.js';
import type { OrderAggregate } from './order-aggregate.js';

export interface Composition {
  readonly aggregate: OrderAggregate;
  readonly decisions: readonly Decision[];
  readonly snapshot: OrderSnapshot;
}

/**
 * The events that leave with an order's new state: its snapshot, and a request for every decision that has something to say.
 * What a page or a bot is to correct stands in the snapshot.
 */
export function composeEvents(
  { aggregate, decisions, snapshot }: Composition,
  { cause, redirected }: Pick<Draft, 'cause' | 'redirected'>,
  asOf: Instant,
): readonly OutgoingEvent[] {
  const { correlationId, causationId, traceparent } = cause;
  const occasion = { brandId: aggregate.brandId, occurredAt: asOf, correlationId, causationId, traceparent };
  const messages = [
    ...decisions.flatMap((decision) => toRequest(decision, aggregate) ?? []),
    ...redirected.flatMap((key) => toRedirected(key, aggregate) ?? []),
  ];
  const tickets = decisions.flatMap((decision) => toTicketRequest(decision, aggregate) ?? []);
  return [
    toOutgoing(orderSnapshotUpdated, { ...occasion, data: snapshot }),
    ...messages.map((data) => toOutgoing(decisionMessageRequested, { ...occasion, data })),
    ...tickets.map((data) => toOutgoing(decisionTicketRequested, { ...occasion, data })),
  ];
}

function toRequest(decision: Decision, aggregate: OrderAggregate): MessageRequest | null {
  const { key, condition, reason, parcelIds, message, told, source, factAt, about } = decision;
  if (message === null || told !== undefined) return null;
  return {
    ...addressOf(aggregate),
    key,
    condition,
    reason,
    parcelIds: [...parcelIds],
    messageClass: message.messageClass,
    source,
    factAt,
    usefulUntil: message.usefulUntil,
    corrects: condition === 'correction' ? about : null,
    corrected: null,
  };
}

function toTicketRequest(decision: Decision, aggregate: OrderAggregate): TicketRequest | null {
  const { key, condition, parcelIds, message, told, factAt, about } = decision;
  const ticketId = told?.ticketId ?? null;
  const corrected = correctedBy(aggregate, about);
  if (message === null || ticketId === null || corrected === null) return null;
  return {
    ...addressOf(aggregate),
    key,
    ticketId,
    condition,
    corrected,
    parcelIds: [...parcelIds],
    factAt,
    usefulUntil: message.usefulUntil,
  };
}

/** A correction that its ticket did not take, as the message that it is from now on. */
function toRedirected(key: string, aggregate: OrderAggregate): MessageRequest | null {
  const rows = aggregate.ledger.filter(({ messageKey }) => messageKey === key);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    ...addressOf(aggregate),
    key,
    condition: row.condition,
    reason: row.reason,
    parcelIds: rows.flatMap(({ parcelId }) => parcelId ?? []),
    messageClass: row.messageClass ?? 'essential',
    source: null,
    factAt: row.factAt,
    usefulUntil: null,
    corrects: row.about,
    corrected: correctedBy(aggregate, row.about),
  };
}

function addressOf({ orderId, orderNumber, token, order }: OrderAggregate) {
  return { orderId, orderNumber, token, locale: order?.locale ?? null };
}

/** @param about the key of what was told, or of the message that told it */
function correctedBy({ ledger }: OrderAggregate, about: string | null): TicketRequest['corrected'] | null {
  const isMeant = ({ key, messageKey }: LedgerEntry): boolean => key === about || messageKey === about;
  const said = ledger.find((row) => isMeant(row) && row.saidAt !== null);
  return said?.saidAt == null ? null : { condition: said.condition, saidAt: said.saidAt };
}
