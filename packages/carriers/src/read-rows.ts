import type { ParcelRef } from '@tidings/domain';
import type { z } from 'zod';
import { invalid, type ReadingCollector } from './collect-reading.js';

interface RowsOf {
  readonly into: ReadingCollector;
  readonly parcelRef: ParcelRef;
  /** Of the list within the payload: it begins the field that a failure names. */
  readonly path: string;
}

/** The rows of a list that are as documented; each of the others is a failure and does not blind the parcel. */
export function readRows<T>(
  rows: readonly unknown[] | null | undefined,
  schema: z.ZodType<T>,
  { into, parcelRef, path }: RowsOf,
): T[] {
  const read: T[] = [];
  for (const [index, row] of (rows ?? []).entries()) {
    const parsed = schema.safeParse(row);
    if (parsed.success) read.push(parsed.data);
    else into.fail(parcelRef, invalid(parsed.error, path, index));
  }
  return read;
}
