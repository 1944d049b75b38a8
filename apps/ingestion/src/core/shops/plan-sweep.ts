import { addHours, type Instant, instantSchema } from '@tidings/domain';
import { z } from 'zod';

/** Where a sweep is: all that changed since `from`, page by page. */
export interface Sweep {
  readonly from: Instant;
  /** The shop's own; null before the first page. */
  readonly cursor: string | null;
  /** When this sweep began; null between two. */
  readonly beganAt: Instant | null;
}

const sweepSchema = z.object({
  from: instantSchema,
  cursor: z.string().nullable(),
  beganAt: instantSchema.nullable(),
});

const FIRST_HOURS = 24;
/** Shops write their list a little later than the order. */
const OVERLAP_HOURS = 0.25;
const EVERY_HOURS = 1;

/** The sweep to go on with; the first looks back a day. */
export function currentSweep(detail: unknown, asOf: Instant): Sweep & { readonly beganAt: Instant } {
  const sweep = sweepSchema.safeParse(detail).data ?? {
    from: addHours(asOf, -FIRST_HOURS),
    cursor: null,
    beganAt: null,
  };
  return { ...sweep, beganAt: sweep.beganAt ?? asOf };
}

/** Once a page is read: the next page at once, or the next sweep in an hour. */
export function nextSweep(
  sweep: Sweep & { readonly beganAt: Instant },
  cursor: string | null,
  { asOf, dice }: { readonly asOf: Instant; readonly dice: number },
): { readonly detail: Sweep; readonly dueAt: Instant } {
  if (cursor !== null) return { detail: { ...sweep, cursor }, dueAt: asOf };
  return {
    detail: { from: addHours(sweep.beganAt, -OVERLAP_HOURS), cursor: null, beganAt: null },
    dueAt: addHours(asOf, EVERY_HOURS * (1 + (dice - 0.5) * 0.2)),
  };
}
