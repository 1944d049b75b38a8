import { laneOf } from '../durations/lesson-of.js';
import type { ParcelJourney } from '../journey/order-journey.js';
import { hoursBetween } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { isTerminal } from '../words/milestone.js';
import type { Order } from '../words/order.js';
import type { Place } from '../words/tracking-event.js';
import type { Incident } from './incident.js';

/** A parcel on its way, and where to. */
export interface OnItsWay {
  readonly parcel: ParcelJourney;
  readonly destination: Order['destination'];
}

/** The name under which troubles at one place are counted; null where the report names none. */
export function facilityOf(place: Place | null | undefined): string | null {
  return place?.facility ?? place?.city ?? null;
}

/** All names of a place, as they are compared. */
export function placeNames(place: Place | null | undefined): readonly string[] {
  return [place?.facility, place?.city].flatMap((name) => (name === undefined ? [] : [nameKey(name)]));
}

export function nameKey(name: string): string {
  return name.trim().replace(/\s+/gu, ' ').toLowerCase();
}

function isSameName(one: string | null | undefined, other: string): boolean {
  return one != null && nameKey(one) === nameKey(other);
}

function isNamed(place: Place | null | undefined, facility: string): boolean {
  return placeNames(place).includes(nameKey(facility));
}

const BEFORE_THE_LAST_HUB: ReadonlySet<string> = new Set(['label_created', 'picked_up', 'in_transit']);

/** Most parcels of its lane pass the facility, and it was not there yet. */
function isHeadingFor(
  { parcel, destination }: OnItsWay,
  facility: string,
  lanes: Incident['lanes'],
): boolean {
  const lane = laneOf(destination);
  const { current, timeline } = parcel.journey;
  if (current === null || !BEFORE_THE_LAST_HUB.has(current.milestone)) return false;
  if (lanes?.some((each) => each.lane === lane && each.carrier === parcel.carrier) !== true) return false;
  return !timeline.some(({ event }) => event.physical && isNamed(event.place, facility));
}

function fits(onItsWay: OnItsWay, { place, lanes }: Incident): boolean {
  const { carrier, facility, country, region, isWarehouse } = place;
  const { parcel, destination } = onItsWay;
  const checks: readonly boolean[] = [
    carrier === undefined || isSameName(parcel.carrier, carrier),
    facility === undefined ||
      isNamed(parcel.journey.lastPhysical?.place, facility) ||
      isHeadingFor(onItsWay, facility, lanes),
    country === undefined || isSameName(destination?.country, country),
    region === undefined || isSameName(destination?.region, region),
    isWarehouse === undefined || parcel.journey.firstPhysical === null,
  ];
  return checks.every(Boolean);
}

function isOver({ isCancelled, journey }: ParcelJourney): boolean {
  return isCancelled || (journey.current !== null && isTerminal(journey.current.milestone));
}

export function isStanding({ from, to }: Incident, asOf: Instant): boolean {
  return from <= asOf && (to === null || asOf < to);
}

/** Somebody said why: the carrier in its reports, or a person. */
export function isExplained({ reason, wording }: Incident): boolean {
  return reason !== null || wording != null;
}

/** The incident that a parcel is in; of several the one that names a cause, then the oldest. */
export function findIncident(
  onItsWay: OnItsWay,
  incidents: readonly Incident[],
  asOf: Instant,
): Incident | null {
  if (incidents.length === 0 || isOver(onItsWay.parcel)) return null;
  const found = incidents
    .filter((incident) => isStanding(incident, asOf) && fits(onItsWay, incident))
    .toSorted((a, b) => Number(isExplained(b)) - Number(isExplained(a)) || (a.from < b.from ? -1 : 1));
  return found[0] ?? null;
}

const MOST_DAYS = 7;

/**
 * By how many days estimates reach further while it stands: as long as it is expected to last, else as long as it has
 * lasted so far; a day at least.
 */
export function delayDaysOf({ from, to }: Incident, asOf: Instant): number {
  const hours = to === null ? hoursBetween(from, asOf) : hoursBetween(asOf, to);
  return Math.min(MOST_DAYS, Math.max(1, Math.ceil(hours / 24)));
}
