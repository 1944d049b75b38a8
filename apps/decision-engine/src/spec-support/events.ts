import { createHash } from 'node:crypto';
import type { Milestone, Order, TrackingEvent } from '@tidings/domain';

export interface EventShape {
  readonly number: string;
  readonly at: string;
  readonly milestone?: Milestone;
  readonly brandId?: string;
  readonly source?: string;
  readonly sequence?: number;
  readonly carrier?: string;
  readonly change?: Partial<TrackingEvent>;
}

/** A tracking event as a carrier's code would give it: certain in time, physical from the pick-up on. */
export function buildEvent(shape: EventShape): TrackingEvent {
  const {
    number,
    at,
    milestone = 'in_transit',
    brandId = 'acme',
    source = 'easypost',
    carrier = 'fedex',
  } = shape;
  const id = createHash('sha256')
    .update([brandId, number, at, milestone, shape.change?.reason].join('|'))
    .digest('hex');
  return {
    id: id.slice(0, 32),
    brandId,
    parcelRef: { carrier, number },
    at: { instant: at, wall: at.slice(0, 19), offsetMinutes: 0, zoneFrom: 'carrier', precision: 'second' },
    sequence: shape.sequence ?? 0,
    kind: 'milestone',
    milestone,
    actor: 'nobody',
    etaEffect: 'none',
    physical: milestone !== 'label_created',
    confidence: 'code',
    verbatim: { text: milestone },
    source,
    recordedAt: at,
    schemaVersion: 1,
    ...shape.change,
  };
}

export function buildOrder(
  change: Partial<Order> & { readonly number: string; readonly placedAt: string },
): Order {
  return {
    updatedAt: change.placedAt,
    status: 'open',
    delivery: 'ship',
    lines: [{ id: '1', title: 'Lamp', quantity: 1, cancelledQuantity: 0, requiresShipping: true }],
    shipments: [],
    ...change,
  };
}
