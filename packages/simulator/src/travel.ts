import { addBusinessHours, addHours, type Instant, type Reason } from '@tidings/domain';
import { type Hazards, TROUBLE_LASTS } from './hazards.js';
import { CARRIER_DAYS } from './lanes.js';
import { nextTour, type Trip } from './trip.js';

/** Something that holds everything at one hub. */
export interface Incident {
  readonly hub: string;
  readonly from: Instant;
  readonly to: Instant;
}

export interface Conditions {
  readonly hazards: Hazards;
  readonly incidents: readonly Incident[];
  /** How much longer than usual the carrier takes at an instant. */
  readonly slowdownAt: (at: Instant) => number;
}

const HARMLESS: readonly [Reason, ...Reason[]] = [
  'missort',
  'weather',
  'operational_delay',
  'unspecified',
  'rerouted',
  'address_corrected',
  'label_problem',
];
const DELAYING: readonly [Reason, ...Reason[]] = ['operational_delay', 'missort', 'weather', 'unspecified'];

/** From the label to the end, with everything that goes wrong on the way. */
export function travel(trip: Trip, conditions: Conditions): void {
  if (!beCollected(trip, conditions)) return;
  if (!passHubs(trip, conditions)) return;
  if (trip.lane.hasCustoms) passCustoms(trip, conditions);
  if (sufferAtLastHub(trip, conditions)) return;
  deliver(trip, conditions, 1);
}

function beCollected(trip: Trip, { hazards, slowdownAt }: Conditions): boolean {
  const { dice } = trip;
  trip.note({ kind: 'milestone', milestone: 'label_created', place: 'warehouse', physical: false });
  trip.pass(2 + dice.hours({ medianHours: 5, sigma: 0.5 }));
  if (dice.chance(hazards.latePickUp))
    trip.stall('late_pick_up', 'label', dice.hours(TROUBLE_LASTS.latePickUp));
  if (dice.chance(hazards.lost / 3)) {
    trip.vanish('label');
    return false;
  }
  trip.planEta(hoursToGo(trip) * slowdownAt(trip.now));
  trip.scan('picked_up', 'warehouse');
  return true;
}

/** The mean of a log-normal, not its median, hop by hop. */
function hoursToGo({ lane, service: { hop } }: Trip): number {
  const customs = lane.hasCustoms ? 24 : 0;
  return lane.hops * hop.medianHours * Math.exp(hop.sigma ** 2 / 2) + customs;
}

/** At which hub of the way what goes wrong; -1: nowhere. */
interface Troubles {
  readonly harmlessAt: number;
  readonly delayedAt: number;
  readonly stuckAt: number;
  readonly lostAt: number;
  readonly replacedAt: number;
}

function drawTroubles({ dice, lane }: Trip, hazards: Hazards): Troubles {
  const somewhere = (probability: number): number =>
    dice.chance(probability) ? Math.floor(dice.between(0, lane.hops)) : -1;
  return {
    harmlessAt: somewhere(hazards.harmlessException),
    delayedAt: somewhere(hazards.delayingException),
    stuckAt: somewhere(hazards.stuckAtHub),
    lostAt: somewhere((hazards.lost * 2) / 3),
    replacedAt: dice.chance(hazards.numberReplaced) ? 1 : -1,
  };
}

/** False where the parcel is never seen again. */
function passHubs(trip: Trip, conditions: Conditions): boolean {
  const { dice, lane, service } = trip;
  const troubles = drawTroubles(trip, conditions.hazards);
  for (let hop = 0; hop < lane.hops; hop += 1) {
    trip.pass(dice.hours(service.hop) * conditions.slowdownAt(trip.now));
    if (hop === troubles.lostAt) {
      trip.vanish(hop === 0 ? 'first_mile' : 'linehaul');
      return false;
    }
    passHub(trip, { hop, troubles, conditions });
  }
  return true;
}

interface Hop {
  readonly hop: number;
  readonly troubles: Troubles;
  readonly conditions: Conditions;
}

function passHub(trip: Trip, { hop, troubles, conditions }: Hop): void {
  const { dice } = trip;
  const place = hubName(trip, hop);
  const leg = hop === 0 ? 'first_mile' : 'linehaul';
  if (hop === troubles.stuckAt) trip.stall('stuck', leg, dice.hours(TROUBLE_LASTS.stuckAtHub));
  waitOutIncident(trip, place, conditions);
  if (hop === troubles.delayedAt) beDelayed(trip, place);
  if (hop === troubles.harmlessAt) noteHarmless(trip, place);
  if (!dice.chance(conditions.hazards.missedScan)) trip.scan('in_transit', place);
  if (hop === troubles.replacedAt)
    trip.note({ kind: 'link', place, physical: false, reason: 'number_replaced' });
}

function hubName({ lane }: Trip, hop: number): string {
  return hop === 0 ? 'Hub Hamburg' : `Hub ${lane.region} ${hop}`;
}

function waitOutIncident(trip: Trip, place: string, { incidents }: Conditions): void {
  const incident = incidents.find(({ hub, from, to }) => hub === place && from <= trip.now && trip.now < to);
  if (incident === undefined) return;
  const hours = Math.max(4, (Date.parse(incident.to) - Date.parse(trip.now)) / 3_600_000);
  if (trip.dice.chance(0.5)) {
    trip.moveEta(hours);
    noteException(trip, { reason: 'weather', place, meaning: 'delaying' });
  }
  trip.stall('incident', 'linehaul', hours * trip.dice.between(0.9, 1.3));
}

function beDelayed(trip: Trip, place: string): void {
  const hours = trip.dice.hours(TROUBLE_LASTS.delayingException);
  trip.moveEta(hours);
  noteException(trip, { reason: trip.dice.pick(DELAYING), place, meaning: 'delaying' });
  trip.stall('delay', 'linehaul', hours);
}

function noteHarmless(trip: Trip, place: string): void {
  noteException(trip, { reason: trip.dice.pick(HARMLESS), place, meaning: 'harmless' });
  trip.pass(trip.dice.between(0.5, 3));
}

interface Trouble {
  readonly reason: Reason;
  readonly place: string;
  readonly meaning: 'harmless' | 'delaying' | 'critical';
}

/** With a date the carrier says what it does to it; without one nobody knows. */
function noteException(trip: Trip, { reason, place, meaning }: Trouble): void {
  const told = meaning === 'harmless' ? 'none' : 'delay';
  trip.note({
    kind: 'exception_opened',
    milestone: 'in_transit',
    reason,
    place,
    meaning,
    etaEffect: trip.eta === null ? 'unknown' : told,
  });
}

function passCustoms(trip: Trip, { hazards, slowdownAt }: Conditions): void {
  const { dice } = trip;
  trip.scan('in_transit', 'Customs', 'customs_processing');
  trip.pass(dice.hours({ medianHours: 16, sigma: 0.5 }) * slowdownAt(trip.now));
  if (dice.chance(hazards.customsHold)) {
    const hours = dice.hours(TROUBLE_LASTS.customsHold);
    trip.moveEta(hours);
    noteException(trip, { reason: 'customs_hold', place: 'Customs', meaning: 'delaying' });
    trip.stall('customs', 'customs', hours);
  }
  trip.scan('in_transit', 'Customs', 'customs_cleared');
  trip.pass(dice.hours(trip.service.hop));
  trip.scan('in_transit', hubName(trip, trip.lane.hops));
}

/** True where the parcel goes back instead of on. */
function sufferAtLastHub(trip: Trip, { hazards }: Conditions): boolean {
  const { dice } = trip;
  const place = 'Depot';
  trip.pass(dice.hours({ medianHours: 3, sigma: 0.5 }));
  trip.scan('in_transit', place);
  if (dice.chance(hazards.wrongAddress)) {
    trip.pass(dice.between(1, 6));
    const hours = dice.hours(TROUBLE_LASTS.wrongAddress);
    noteException(trip, { reason: 'address_incorrect', place, meaning: 'critical' });
    trip.moveEta(hours);
    trip.stall('delay', 'linehaul', hours);
  }
  if (dice.chance(hazards.damaged)) return goBack(trip, 'damaged');
  if (dice.chance(hazards.refused)) {
    setOut(trip);
    return goBack(trip, 'refused');
  }
  return false;
}

function goBack(trip: Trip, reason: Reason): true {
  noteException(trip, { reason, place: 'Depot', meaning: 'critical' });
  trip.outcome = 'returned';
  trip.pass(trip.dice.between(10, 40));
  trip.scan('returning', 'Depot');
  trip.pass(trip.dice.hours({ medianHours: 70, sigma: 0.4 }));
  trip.scan('returned', 'warehouse');
  return true;
}

function setOut(trip: Trip): void {
  trip.now = addHours(nextTour(trip.now), trip.dice.between(0, 1.5));
  trip.scan('out_for_delivery', 'Depot');
  trip.now = addHours(trip.now, trip.dice.between(1.5, 9));
}

function deliver(trip: Trip, conditions: Conditions, attempt: number): void {
  const { dice } = trip;
  const { hazards } = conditions;
  setOut(trip);
  if (attempt === 1 && dice.chance(hazards.heldOnVan)) {
    trip.stall('held_on_van', 'last_mile', dice.hours(TROUBLE_LASTS.heldOnVan));
    return deliver(trip, conditions, 2);
  }
  if (attempt < 3 && dice.chance(hazards.missedAttempt)) {
    if (trip.eta !== null) trip.moveEta(24);
    noteAttempt(trip);
    trip.now = addBusinessHours(CARRIER_DAYS, trip.now, 6);
    return deliver(trip, conditions, attempt + 1);
  }
  trip.scan('delivered', 'Door');
  trip.deliveredAt = trip.now;
}

function noteAttempt(trip: Trip): void {
  trip.note({
    kind: 'exception_opened',
    milestone: 'delivery_attempted',
    reason: trip.dice.pick(['recipient_unavailable', 'business_closed', 'no_access']),
    place: 'Door',
    meaning: 'critical',
    etaEffect: trip.eta === null ? 'unknown' : 'delay',
  });
}
