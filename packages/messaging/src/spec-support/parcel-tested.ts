import { defineEvent, type OutgoingEvent, toOutgoing } from '@tidings/contracts';
import { z } from 'zod';

const common = { description: 'for specs', producers: ['specs'], consumers: [] };
const retry = { maxDeliveries: 3, backoffMs: [20, 40] };

export const parcelTested = defineEvent({
  ...common,
  retry,
  subject: 'tracking.parcel.tested.v1',
  stream: 'TRACKING',
  schema: z.object({ number: z.number(), note: z.string().optional() }),
  dedupeKey: ({ number }) => String(number),
});
export type ParcelTested = z.infer<typeof parcelTested.schema>;

export const wordTested = defineEvent({
  ...common,
  retry: { ...retry, maxDeliveries: 1 },
  subject: 'decision.message.tested.v1',
  stream: 'DECISIONS',
  schema: z.object({ number: z.number(), usefulUntil: z.iso.datetime().nullable() }),
  dedupeKey: ({ number }) => String(number),
});

export function occasion<Data>(brandId: string, data: Data) {
  return {
    brandId,
    data,
    occurredAt: '2026-03-01T10:00:00.000Z',
    correlationId: 'spec',
    causationId: null,
    traceparent: null,
  };
}

export function parcelEvents(brandId: string, count: number, from = 0): OutgoingEvent[] {
  return Array.from({ length: count }, (_, index) =>
    toOutgoing(parcelTested, occasion(brandId, { number: from + index })),
  );
}
