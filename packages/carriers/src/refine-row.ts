import type { Confidence } from '@tidings/domain';
import { noise, type Row } from './code-table.js';
import { findPhrase } from './text/known-phrases.js';

/** A code without a row: kept with its text, and no alarm. A phrase that is known may still say what it is. */
const UNDOCUMENTED: Row = noise('not documented by the source', { isVague: true });

/** The codes of one report, each by itself. */
export interface Codes {
  /** The row of the carrier's own code, where it was carried along and is known. */
  readonly carrierRow?: Row | undefined;
  /** The aggregator's row; undefined for a word that it has not documented. */
  readonly row: Row | undefined;
  /** The row of its status alone: a new detail of a known movement is still a movement, but never an alarm. */
  readonly statusRow: Row | undefined;
}

export interface ReportedCode extends Codes {
  readonly text: string;
  readonly hasPlace: boolean;
}

/** False for a report of which no table knows the code. */
export function isMapped({ carrierRow, row }: Codes): boolean {
  return carrierRow !== undefined || row !== undefined;
}

interface Refined {
  readonly row: Row;
  readonly confidence: Confidence;
}

/**
 * The carrier's code before the aggregator's, and both before the text; but a clear code before a vague one, and a known
 * phrase before a code that only says that something happened.
 */
export function refineRow(reported: ReportedCode): Refined {
  const coded = chooseRow(reported);
  if (coded.row.isVague !== true) return coded;
  const phrase = findPhrase(reported.text);
  if (phrase !== undefined) return { row: phrase, confidence: 'text' };
  const { row, confidence } = coded;
  if (confidence === 'code') return coded;
  // A movement that only an aggregator's vague word tells of counts as a scan where somebody noted a place.
  const physical = row.physical || (row.milestone === 'in_transit' && reported.hasPlace);
  return { row: { ...row, physical }, confidence };
}

function chooseRow({ carrierRow, row, statusRow }: ReportedCode): Refined {
  const isClearer = row !== undefined && row.isVague !== true;
  if (carrierRow !== undefined && !(carrierRow.isVague === true && isClearer))
    return { row: carrierRow, confidence: 'code' };
  const fallback = statusRow?.kind === 'milestone' ? statusRow : UNDOCUMENTED;
  return { row: row ?? fallback, confidence: 'aggregator' };
}
