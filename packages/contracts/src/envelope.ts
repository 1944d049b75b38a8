import { z } from 'zod';

/** What every event carries beside its data. The wire form is JSON of exactly this shape. */
export const envelopeSchema = z.object({
  /** Deterministic: `<subject>:<brand>:<dedupe key>`. Two events with the same id are one fact. */
  id: z.string().min(1),
  brandId: z.string().min(1),
  /** When the fact happened at its producer (UTC, milliseconds). */
  occurredAt: z.iso.datetime(),
  /** One value for all that follows from one thing that came in. */
  correlationId: z.string().min(1),
  /** The id of the event that led to this one; null at the rim. */
  causationId: z.string().nullable(),
  /** W3C trace context; null when the request carried none. */
  traceparent: z.string().nullable(),
  schemaVersion: z.number().int().positive(),
  data: z.unknown(),
});

export interface Envelope<Data = unknown> {
  readonly id: string;
  readonly brandId: string;
  readonly occurredAt: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly traceparent: string | null;
  readonly schemaVersion: number;
  readonly data: Data;
}

/** What an event inherits from what caused it. */
export interface Causation {
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly traceparent: string | null;
}
