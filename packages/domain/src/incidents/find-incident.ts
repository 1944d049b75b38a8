import type { ParcelJourney } from '../journey/order-journey.js';
import { hoursBetween } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { isTerminal } from '../words/milestone.js';
import type { Order } from '../words/order.js';
import type { Place } from '../words/tracking-event.js';
import type { Incident, IncidentPlace } from './incident.js';

/** A parcel on its way, and where to. */
export interface OnItsWay {
  readonly parcel: ParcelJourney;
  readonly destination: Order['destination'];
}

/** The name under which troubles at one place are counted; null where the report names none. */
export function facilityOf(place: Place | null | undefined): string | null {
  return place?.facility ?? place?.city ?? null;
}

function isSameName(one: string | null | undefined, other: string): boolean {
  return one != null && one.trim().toLowerCase() === other.trim().toLowerCase();
}

function isThere({ parcel }: OnItsWay, facility: string): boolean {
  const place = parcel.journey.lastPhysical?.place;
  return isSameName(place?.facility, facility) || isSameName(place?.city, facility);
}

function fits(
  onItsWay: OnItsWay,
  { carrier, facility, country, region, isWarehouse }: IncidentPlace,
): boolean {
  const { parcel, destination } = onItsWay;
  const checks: readonly boolean[] = [
    carrier === undefined || isSameName(parcel.carrier, carrier),
    facility === undefined || isThere(onItsWay, facility),
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

/** The incident that a parcel is in; of several the one that names a cause, then the oldest. */
export function findIncident(
  onItsWay: OnItsWay,
  incidents: readonly Incident[],
  asOf: Instant,
): Incident | null {
  if (incidents.length === 0 || isOver(onItsWay.parcel)) return null;
  const found = incidents
    .filter((incident) => isStanding(incident, asOf) && fits(onItsWay, incident.place))
    .toSorted((a, b) => Number(a.reason === null) - Number(b.reason === null) || (a.from < b.from ? -1 : 1));
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
