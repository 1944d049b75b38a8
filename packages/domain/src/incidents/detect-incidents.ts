import { addHours } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { REASONS } from '../words/reason.js';
import type { Reason } from '../words/reason.js';
import { isStanding } from './find-incident.js';
import type { Incident } from './incident.js';

/** A parcel became silent or late where it was last handled. */
export interface Trouble {
  readonly parcelId: string;
  readonly carrier: string | null;
  readonly facility: string;
  /** What the carrier gave as the cause; null: nothing. */
  readonly reason: Reason | null;
  readonly since: Instant;
  /** It is so still. */
  readonly isOpen: boolean;
}

/** Troubles of this long make an incident together. */
export const INCIDENT_WINDOW_HOURS = 48;
/** So far back it is looked for what is usual. */
export const INCIDENT_MEMORY_HOURS = 28 * 24;

/** JUDGEMENT, all of these: a handful of parcels is chance; four times the usual is not. */
const FEWEST_PARCELS = 5;
const TIMES_USUAL = 4;
/** It ends when less than this share of what opened it is left; between the two it stands, so that it does not flicker. */
const LEFT_SHARE = 0.4;
/** A cause is named when so many parcels bear it out. */
const REASON_PARCELS = 3;
const REASON_SHARE = 0.5;

export interface Detection {
  readonly carrier: string | null;
  readonly facility: string;
  readonly reason: Reason | null;
  readonly from: Instant;
  readonly evidence: NonNullable<Incident['evidence']>;
}

export interface Findings {
  readonly opened: readonly Detection[];
  /** Detected ones that stand, with what is known of them by now. */
  readonly changed: readonly { readonly incident: Incident; readonly reason: Reason | null }[];
  readonly ended: readonly Incident[];
}

interface Spot {
  readonly carrier: string | null;
  readonly facility: string;
  /** Begun in the window. */
  readonly recent: readonly Trouble[];
  /** Open, whenever they began. */
  readonly open: number;
  readonly usual: number;
}

const keyOf = (carrier: string | null | undefined, facility: string): string =>
  `${carrier ?? ''}|${facility.trim().toLowerCase()}`;

function spotsOf(troubles: readonly Trouble[], asOf: Instant): ReadonlyMap<string, Spot> {
  const since = addHours(asOf, -INCIDENT_WINDOW_HOURS);
  const windows = (INCIDENT_MEMORY_HOURS - INCIDENT_WINDOW_HOURS) / INCIDENT_WINDOW_HOURS;
  const spots = new Map<string, Spot>();
  for (const [key, all] of Map.groupBy(troubles, ({ carrier, facility }) => keyOf(carrier, facility))) {
    const [first] = all;
    if (first === undefined) continue;
    const before = new Set(all.filter((each) => each.since < since).map(({ parcelId }) => parcelId));
    spots.set(key, {
      carrier: first.carrier,
      facility: first.facility,
      recent: distinct(all.filter((each) => each.since >= since && each.isOpen)),
      open: distinct(all.filter((each) => each.isOpen)).length,
      usual: before.size / windows,
    });
  }
  return spots;
}

/** A parcel counts once, with its cause where one was given. */
function distinct(troubles: readonly Trouble[]): readonly Trouble[] {
  const byParcel = new Map<string, Trouble>();
  for (const trouble of troubles) {
    const known = byParcel.get(trouble.parcelId);
    if (known === undefined || known.reason === null) byParcel.set(trouble.parcelId, trouble);
  }
  return [...byParcel.values()];
}

function isUnusual({ recent, usual }: Spot): boolean {
  return recent.length >= FEWEST_PARCELS && recent.length >= TIMES_USUAL * usual;
}

/** What the carrier itself said of most of those of which it said anything, and of enough of them. */
function causeOf(troubles: readonly Trouble[]): { readonly reason: Reason | null; readonly count: number } {
  const told = Map.groupBy(
    troubles.filter(({ reason }) => reason !== null && isCause(reason)),
    ({ reason }) => reason,
  );
  const [best] = [...told].toSorted((a, b) => b[1].length - a[1].length);
  const count = best?.[1].length ?? 0;
  const isBorneOut = count >= REASON_PARCELS && count >= REASON_SHARE * troubles.length;
  return isBorneOut ? { reason: best?.[0] ?? null, count } : { reason: null, count: 0 };
}

/** That nobody scanned it is no cause. */
function isCause(reason: Reason): boolean {
  return REASONS[reason].actor === 'carrier' && REASONS[reason].delays && reason !== 'no_scan';
}

function toDetection({ carrier, facility, recent, usual }: Spot): Detection {
  const { reason, count } = causeOf(recent);
  const starts = recent.map(({ since }) => since).toSorted();
  return {
    carrier,
    facility,
    reason,
    from: starts[0] ?? '',
    evidence: { parcels: recent.length, usual, windowHours: INCIDENT_WINDOW_HOURS, withReason: count },
  };
}

function isSpent({ evidence }: Incident, spot: Spot | undefined): boolean {
  return (spot?.open ?? 0) < LEFT_SHARE * (evidence?.parcels ?? FEWEST_PARCELS);
}

/**
 * Many parcels in trouble at one place at once, more than are usual there, are one incident. Those that people declared
 * are theirs to end.
 * @param troubles of one brand, INCIDENT_MEMORY_HOURS back
 */
export function detectIncidents(
  troubles: readonly Trouble[],
  known: readonly Incident[],
  asOf: Instant,
): Findings {
  const spots = spotsOf(troubles, asOf);
  const standing = known.filter((incident) => isStanding(incident, asOf));
  const taken = new Set(standing.map(({ place }) => keyOf(place.carrier, place.facility ?? '')));
  const spotOf = ({ place }: Incident): Spot | undefined =>
    spots.get(keyOf(place.carrier, place.facility ?? ''));
  const detected = standing.filter(({ origin }) => origin === 'detected');
  const ended = detected.filter((incident) => isSpent(incident, spotOf(incident)));
  return {
    opened: [...spots]
      .filter(([key, spot]) => !taken.has(key) && isUnusual(spot))
      .map(([, spot]) => toDetection(spot)),
    changed: detected
      .filter((incident) => incident.reason === null && !ended.includes(incident))
      .map((incident) => ({ incident, reason: causeOf(spotOf(incident)?.recent ?? []).reason }))
      .filter(({ reason }) => reason !== null),
    ended,
  };
}
