import type { Confidence } from '@tidings/domain';
import { noise, type Row } from './code-table.js';
import { findPhrase } from './text/known-phrases.js';

/** A code without a row: kept with its text, and no alarm. A phrase that is known may still say what it is. */
const UNDOCUMENTED: Row = noise('not documented by the source', { isVague: true });

export interface ReportedCode {
  /** The aggregator's row; undefined for a word that it has not documented. */
  readonly row: Row | undefined;
  /** The row of its status alone: a new detail of a known movement is still a movement, but never an alarm. */
  readonly statusRow: Row | undefined;
  readonly text: string;
  readonly hasPlace: boolean;
}

/**
 * What a row comes down to once its text is heard: a known phrase says more than a vague code, never more than a clear one.
 * A movement that only an aggregator's vague word tells of counts as a scan where somebody noted a place.
 */
export function refineRow({ row: known, statusRow, text, hasPlace }: ReportedCode): {
  row: Row;
  confidence: Confidence;
} {
  const row = known ?? (statusRow?.kind === 'milestone' ? statusRow : UNDOCUMENTED);
  if (row.isVague !== true) return { row, confidence: 'aggregator' };
  const phrase = findPhrase(text);
  if (phrase !== undefined) return { row: phrase, confidence: 'text' };
  const physical = row.physical || (row.milestone === 'in_transit' && hasPlace);
  return { row: { ...row, physical }, confidence: 'aggregator' };
}
