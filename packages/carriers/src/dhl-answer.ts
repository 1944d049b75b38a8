import { z } from 'zod';
import { invalid, ReadingCollector } from './collect-reading.js';
import type { CarrierPlugin, ReadingContext, ReadingError } from './port.js';
import { optionalText, refusalText } from './wire-parts.js';

/** RFC 7807. */
const problemSchema = z
  .looseObject({ status: z.number(), title: refusalText('DHL'), detail: optionalText })
  .partial();
type Problem = z.infer<typeof problemSchema>;

const parcelsSchema = z.array(z.unknown()).optional();

type ReadParcel = (parcel: unknown, context: ReadingContext, into: ReadingCollector) => void;

/**
 * What DHL's services in JSON answer, and push: parcels, or a problem.
 * @param list what the service calls the list of parcels
 */
export function dhlReader(list: string, readParcel: ReadParcel): CarrierPlugin['read'] {
  return (payload, context) => {
    const body = problemSchema.safeParse(payload);
    if (!body.success) return { error: invalid(body.error) };
    const problem = problemOf(body.data);
    if (problem !== null) return { error: problem };
    const parcels = parcelsSchema.safeParse(body.data[list]);
    if (!parcels.success) return { error: invalid(parcels.error, list) };
    if (parcels.data === undefined)
      return { error: { code: 'invalid', message: `no ${list} in it`, field: list } };
    const into = new ReadingCollector();
    for (const parcel of parcels.data) readParcel(parcel, context, into);
    return into.reading();
  };
}

function problemOf({ status, title, detail }: Problem): ReadingError | null {
  if (status === undefined || status < 400) return null;
  const message = detail || title || `DHL answered ${status}`;
  if (status === 404) return { code: 'not_found', message };
  return { code: status === 400 || status === 422 ? 'invalid' : 'unavailable', message };
}
