import { toMillis } from '../time/instant.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import { milestoneOf } from './milestone-of.js';
import type { Row } from './sort-events.js';

const WINDOW_MS = 30 * 60_000;

/**
 * Rows without those that only confirm another source's: the same milestone and place within 30 minutes is one
 * thing that happened, told twice. The leading source's row stays, else the earlier one.
 */
export function dropCorroborations(rows: readonly Row[], leadingSource: string): readonly Row[] {
  const leading = rows.filter((row) => row.event.source === leadingSource);
  const kept: Row[] = [];
  for (const row of rows) {
    const isEvidence = row.event.source !== leadingSource;
    const confirms = (other: Row): boolean => isSameHappening(other, row);
    if (!isEvidence || !(leading.some(confirms) || kept.some(confirms))) kept.push(row);
  }
  return kept;
}

function isSameHappening(a: Row, b: Row): boolean {
  const milestone = milestoneOf(a.event);
  if (milestone === null || milestone !== milestoneOf(b.event) || a.isRetracted) return false;
  if (a.event.source === b.event.source || !isSamePlace(a.event, b.event)) return false;
  return Math.abs(toMillis(a.sortAt) - toMillis(b.sortAt)) <= WINDOW_MS;
}

/** By the city, which sources spell most alike; an unnamed one contradicts none. */
function isSamePlace({ place: a }: TrackingEvent, { place: b }: TrackingEvent): boolean {
  return a?.city === undefined || b?.city === undefined || a.city.toLowerCase() === b.city.toLowerCase();
}
