import type { CarrierEta, Confidence, EventTime, Milestone } from '@tidings/domain';
import { noise, type Row } from './code-table.js';
import { sortKeyOf, type Line } from './compose-report.js';
import { readDate } from './time/read-timestamp.js';

/** Rows say these finer: a tracker "in transit" may have been picked up or have failed a delivery. */
const FINER_IN_ROWS: ReadonlySet<Milestone> = new Set(['label_created', 'in_transit']);

/**
 * An aggregator's tracker may know more than its rows tell ("delivered", and no row of it): then its own status is one more
 * line, at the time of the last row, or `otherwiseAt` where there is no row.
 */
export function statusLine(status: string, row: Row | undefined, tracker: TrackerLines): Line | null {
  const { lines, otherwiseAt } = tracker;
  const last = latestOf(lines);
  if (row?.milestone === undefined || lines.some((line) => line.row.milestone === row.milestone)) return null;
  if (last !== undefined && FINER_IN_ROWS.has(row.milestone)) return null;
  const at = last?.at ?? otherwiseAt;
  const said = `tracker/${status}`;
  return (
    at && { at, row: { ...row, physical: false }, confidence: 'aggregator', code: said, text: said, said }
  );
}

export interface TrackerLines {
  readonly lines: readonly Line[];
  readonly otherwiseAt: EventTime | null;
}

/**
 * The tracker's estimate, told as of the last row, so that the same delivery again is the same event. Null when there is none
 * and when the tracker is done: an estimate that stayed behind, or lies before the last row, says nothing.
 */
export function estimateLine(
  lines: readonly Line[],
  carrierEta: CarrierEta | undefined,
  confidence: Confidence = 'aggregator',
): Line | null {
  const last = latestOf(lines);
  if (carrierEta === undefined || last === undefined || lines.some(({ row }) => row.etaEffect === 'final'))
    return null;
  if (carrierEta.to < last.at.wall.slice(0, 10)) return null;
  const said = `estimate/${carrierEta.to}`;
  return {
    at: last.at,
    row: ESTIMATE,
    confidence,
    code: 'estimate',
    text: '',
    said,
    carrierEta,
  };
}

const ESTIMATE: Row = {
  ...noise('the estimate of the tracker as a whole'),
  kind: 'eta_change',
  etaEffect: 'new',
};

/** Aggregators write a date as its midnight in `Z`. */
export function dayOf(text: string | null | undefined): CarrierEta | undefined {
  const date = text ? readDate(text) : null;
  return date === null ? undefined : { from: date, to: date };
}

/** The days of an interval; undefined where either end is missing or they are the wrong way round. */
export function daysOf(
  from: string | null | undefined,
  to: string | null | undefined,
): CarrierEta | undefined {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (first === undefined || last === undefined) return last ?? first;
  return first.from <= last.to ? { from: first.from, to: last.to } : undefined;
}

function latestOf(lines: readonly Line[]): Line | undefined {
  let last = lines[0];
  for (const line of lines) if (last === undefined || sortKeyOf(line) >= sortKeyOf(last)) last = line;
  return last;
}
