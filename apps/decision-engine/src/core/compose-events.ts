import {
  decisionMessageRequested,
  type MessageRequest,
  orderSnapshotUpdated,
  type OutgoingEvent,
  toOutgoing,
} from '@tidings/contracts';
import type { Decision, Instant, OrderSnapshot } from '@tidings/domain';
import type { Change } from './change.js';
import type { OrderAggregate } from './order-aggregate.js';

export interface Composition {
  readonly aggregate: OrderAggregate;
  readonly decisions: readonly Decision[];
  readonly snapshot: OrderSnapshot;
}

/** The events that leave with an order's new state: its snapshot, and a request for every decision that has something to say. */
export function composeEvents(
  composition: Composition,
  cause: Change,
  asOf: Instant,
): readonly OutgoingEvent[] {
  const { aggregate, decisions, snapshot } = composition;
  const { correlationId, causationId, traceparent } = cause;
  const occasion = { brandId: aggregate.brandId, occurredAt: asOf, correlationId, causationId, traceparent };
  return [
    toOutgoing(orderSnapshotUpdated, { ...occasion, data: snapshot }),
    ...decisions.flatMap((decision) => {
      const data = toRequest(decision, aggregate);
      return data === null ? [] : [toOutgoing(decisionMessageRequested, { ...occasion, data })];
    }),
  ];
}

function toRequest(
  decision: Decision,
  { orderId, orderNumber, token, order }: OrderAggregate,
): MessageRequest | null {
  if (decision.message === null) return null;
  return {
    key: decision.key,
    orderId,
    orderNumber,
    token,
    condition: decision.condition,
    reason: decision.reason,
    parcelIds: [...decision.parcelIds],
    messageClass: decision.message.messageClass,
    locale: order?.locale ?? null,
    source: decision.source,
    factAt: decision.factAt,
    usefulUntil: decision.message.usefulUntil,
    corrects: decision.condition === 'correction' ? decision.about : null,
  };
}
