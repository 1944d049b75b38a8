import { fromMillis } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { isTerminal } from '../words/milestone.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import type { Moment, TimelineEntry } from './journey.js';

/** A timeline entry while it is made. */
export interface Row {
  readonly event: TrackingEvent;
  readonly sortAt: Instant;
  isRetracted: boolean;
}

export function momentOf({ event, sortAt }: Row): Moment {
  return { eventId: event.id, at: event.at, sortAt };
}

export interface SortOptions {
  readonly leadingSource: string;
  /** The zone that a wall time without an offset is sorted in; 0 (UTC) when nothing is known. */
  readonly assumedOffsetMinutes: number;
}

const MINUTE_MS = 60_000;
const FEW = 12;

/**
 * Where an event stands in time: its instant, else its wall time in its own or the assumed offset.
 * A date alone sorts first in its day, the end of a journey last: nothing else of that day came after it.
 */
export function sortInstant(event: TrackingEvent, assumedOffsetMinutes: number): Instant {
  const { instant, wall, offsetMinutes } = event.at;
  if (instant !== null) return instant;
  const isDate = wall.length === 10;
  const isEnd = isDate && event.milestone !== undefined && isTerminal(event.milestone);
  const clock = isEnd ? 'T23:59:59.999' : isDate ? 'T00:00' : '';
  const millis = Date.parse(`${wall}${clock}Z`) - (offsetMinutes ?? assumedOffsetMinutes) * MINUTE_MS;
  return Number.isNaN(millis) ? event.recordedAt : fromMillis(millis);
}

/** The total order: by time, then by the source's own order, then by id. */
export function compareRows(a: TimelineEntry, b: TimelineEntry): number {
  if (a.sortAt !== b.sortAt) return a.sortAt < b.sortAt ? -1 : 1;
  if (a.event.sequence !== b.event.sequence) return a.event.sequence - b.event.sequence;
  if (a.event.id === b.event.id) return 0;
  return a.event.id < b.event.id ? -1 : 1;
}

/** Each event once, in the total order: any order and any repetition of the same events gives the same rows. */
export function sortEvents(events: readonly TrackingEvent[], options: SortOptions): Row[] {
  const kept = keepEachOnce(events, options.leadingSource);
  const rows: Row[] = [];
  let isSorted = true;
  for (const event of kept) {
    const row = { event, sortAt: sortInstant(event, options.assumedOffsetMinutes), isRetracted: false };
    const last = rows.at(-1);
    if (isSorted && last !== undefined && compareRows(last, row) > 0) isSorted = false;
    rows.push(row);
  }
  return isSorted ? rows : rows.sort(compareRows);
}

function keepEachOnce(events: readonly TrackingEvent[], leadingSource: string): Iterable<TrackingEvent> {
  if (!hasRepeats(events)) return events;
  const byId = new Map<string, TrackingEvent>();
  for (const event of events) {
    const known = byId.get(event.id);
    if (known === undefined || isPreferred(event, known, leadingSource)) byId.set(event.id, event);
  }
  return byId.values();
}

/** Most histories are short and hold each event once: comparing their ids costs less than hashing them. */
function hasRepeats(events: readonly TrackingEvent[]): boolean {
  if (events.length > FEW) return new Set(events.map(({ id }) => id)).size < events.length;
  return events.some(({ id }, index) => {
    for (let before = 0; before < index; before += 1) if (events[before]?.id === id) return true;
    return false;
  });
}

/** Of two copies: the leading source's, else the one with the smallest sequence, else the first heard. */
function isPreferred(copy: TrackingEvent, known: TrackingEvent, leadingSource: string): boolean {
  const isLeading = copy.source === leadingSource;
  if (isLeading !== (known.source === leadingSource)) return isLeading;
  if (copy.sequence !== known.sequence) return copy.sequence < known.sequence;
  if (copy.source !== known.source) return copy.source < known.source;
  return copy.recordedAt < known.recordedAt;
}
