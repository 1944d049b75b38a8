import type { EventTime, ParcelRef } from '@tidings/domain';
import type { ReadingCollector } from './collect-reading.js';
import type { Line } from './compose-report.js';
import { isMapped, refineRow, type Codes } from './refine-row.js';

export interface CodedRow {
  readonly at: EventTime;
  readonly codes: Codes;
  /** The code as the source writes it; the carrier's own, where an aggregator carries it along, goes before. */
  readonly code: string;
  readonly own?: string | null | undefined;
  readonly text: string | null | undefined;
  readonly place: Line['place'];
}

interface Owner {
  readonly parcelRef: ParcelRef;
  readonly into: ReadingCollector;
}

/** One row of a history as a line; a code that no table knows is counted. */
export function codedLine(row: CodedRow, { parcelRef, into }: Owner): Line {
  const { at, codes, code, own, place } = row;
  const text = row.text || code || 'no text';
  if (!isMapped(codes)) into.unknownCode(code || own || 'no code', text, parcelRef.number);
  const refined = refineRow({ ...codes, text, hasPlace: place !== undefined });
  return { at, ...refined, code: own || code, text, said: own || text, place };
}
