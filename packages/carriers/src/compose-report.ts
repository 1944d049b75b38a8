import type { CarrierEta, Confidence, EventTime, ParcelRef, Place, TrackingEvent } from '@tidings/domain';
import type { Row } from './code-table.js';
import { compact } from './compact.js';
import { eventId } from './event-id.js';
import type { ParcelReport, ReadingContext } from './port.js';

/** One line of a source's history, looked up and not yet an event. */
export interface Line {
  readonly at: EventTime;
  readonly row: Row;
  readonly confidence: Confidence;
  /** Their code as it is kept: the carrier's own where the source carries it along. */
  readonly code?: string | undefined;
  readonly text: string;
  /** What identifies the report: the carrier's code or, without one, its text. Never an aggregator's label. */
  readonly said: string;
  readonly place?: Place | undefined;
  readonly carrierEta?: CarrierEta | undefined;
  readonly retracts?: TrackingEvent['retracts'];
  readonly link?: TrackingEvent['link'];
  readonly statedBy?: TrackingEvent['statedBy'];
}

/** Sorts lines as far as their times are comparable: by the instant, else by the wall time. */
export function sortKeyOf({ at }: Pick<Line, 'at'>): string {
  return at.instant ?? at.wall;
}

export interface Subject {
  readonly parcelRef: ParcelRef | null;
  readonly orderNumber: string | null;
}

/** Longer texts are cut: a report is read by people, and the raw delivery is kept anyway. */
const MAX_TEXT = 2000;
const MAX_CODE = 100;

/** Turns the lines of one parcel, oldest first, into events; a line told twice counts once, where it stood first. */
export function composeReport(
  subject: Subject,
  lines: readonly Line[],
  context: ReadingContext,
): ParcelReport {
  const events = new Map<string, TrackingEvent>();
  for (const [sequence, line] of lines.entries()) {
    const event = toEvent(subject, line, { ...context, sequence });
    if (!events.has(event.id)) events.set(event.id, event);
  }
  return { ...subject, events: [...events.values()] };
}

function toEvent(
  subject: Subject,
  line: Line,
  context: ReadingContext & { sequence: number },
): TrackingEvent {
  const { row, place } = line;
  return compact({
    id: eventId({
      brandId: context.brandId,
      carrier: subject.parcelRef?.carrier ?? null,
      number: subject.parcelRef?.number ?? subject.orderNumber ?? '',
      wall: line.at.wall,
      said: line.said,
      place,
    }),
    brandId: context.brandId,
    parcelRef: subject.parcelRef,
    at: line.at,
    sequence: context.sequence,
    kind: row.kind,
    milestone: row.milestone,
    reason: row.reason,
    actor: row.actor,
    etaEffect: row.etaEffect,
    physical: row.physical,
    confidence: line.confidence,
    place,
    verbatim: compact({ code: line.code?.slice(0, MAX_CODE), text: line.text.slice(0, MAX_TEXT) }),
    carrierEta: line.carrierEta,
    retracts: line.retracts,
    link: line.link,
    statedBy: line.statedBy,
    source: context.source,
    recordedAt: context.receivedAt,
    schemaVersion: 1,
  });
}

interface PlaceTexts {
  readonly city?: string | null | undefined;
  readonly region?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
  readonly country?: string | null | undefined;
  readonly facility?: string | null | undefined;
}

/** A place from what is there; undefined when nothing is. */
export function placeOf(texts: PlaceTexts): Place | undefined {
  const place: Place = compact({
    city: cut(texts.city, 200),
    region: cut(texts.region, 100),
    postalCode: cut(texts.postalCode, 20),
    country: cut(texts.country, 100),
    facility: cut(texts.facility, 200),
  });
  return Object.keys(place).length === 0 ? undefined : place;
}

function cut(text: string | null | undefined, length: number): string | undefined {
  return text ? text.slice(0, length) : undefined;
}

/**
 * The rows of a history, oldest first, whichever way the source turned it. A majority of neighbours decides, because one row
 * with a wrong time must not turn the rest around; `timeOf` gives texts of one format, which sort as their times do.
 */
export function oldestFirst<T>(rows: readonly T[], timeOf: (row: T) => string): readonly T[] {
  let rising = 0;
  let before: string | undefined;
  for (const row of rows) {
    const time = timeOf(row);
    if (before !== undefined && time !== before) rising += time > before ? 1 : -1;
    before = time;
  }
  return rising < 0 ? rows.toReversed() : rows;
}
