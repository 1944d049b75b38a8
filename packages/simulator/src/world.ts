import {
  addBusinessHours,
  addDays,
  addHours,
  type CalendarDate,
  dateIn,
  type Instant,
  isCalendarDate,
  type Order,
  startOfDate,
  workStartsAt,
} from '@tidings/domain';
import TinyQueue from 'tinyqueue';
import { findAsks } from './ask.js';
import { Dice } from './dice.js';
import { HAZARDS, type Hazards, TRADE, TROUBLE_LASTS } from './hazards.js';
import { HANDLING_BUSINESS_HOURS, type Lane, LANES, WAREHOUSE, ZONE } from './lanes.js';
import { type Blindness, reportAll, SOURCE } from './report.js';
import { type Conditions, type Incident, travel } from './travel.js';
import { Trip } from './trip.js';
import type { OrderTruth, WorldEntry } from './truth.js';

export interface WorldOptions {
  readonly seed: number;
  readonly orders: number;
  readonly hazards?: Hazards;
}

interface World extends Required<WorldOptions> {
  readonly conditions: Conditions;
  readonly blindness: readonly Blindness[];
}

/**
 * Everything that arrives in a seeded world, in the order in which it arrives, with the truth beside it. Holds only what
 * is under way: memory does not grow with the number of orders.
 */
export function* simulate(options: WorldOptions): Generator<WorldEntry> {
  const world = createWorld(options);
  const waiting = new TinyQueue<WorldEntry>(sights(world.blindness), byArrival);
  const trade = new Dice(world.seed, 1);
  let placedAt = startOfDate(ZONE, TRADE.startsOn);
  for (let index = 0; index < world.orders; index += 1) {
    placedAt = addHours(placedAt, (-24 / ordersPerDay(placedAt)) * Math.log(1 - trade.roll()));
    yield* upTo(waiting, placedAt);
    for (const entry of playOrder(world, index, placedAt)) waiting.push(entry);
  }
  yield* upTo(waiting, null);
}

function byArrival(a: WorldEntry, b: WorldEntry): number {
  if (a.at === b.at) return 0;
  return a.at < b.at ? -1 : 1;
}

function* upTo(waiting: TinyQueue<WorldEntry>, until: Instant | null): Generator<WorldEntry> {
  for (
    let next = waiting.peek();
    next !== undefined && (until === null || next.at <= until);
    next = waiting.peek()
  ) {
    waiting.pop();
    yield next;
  }
}

function isPeak(date: CalendarDate): boolean {
  return date >= TRADE.peakFrom && date <= TRADE.peakTo;
}

function ordersPerDay(at: Instant): number {
  const date = dateIn(ZONE, at);
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  return TRADE.ordersPerDay * (isPeak(date) ? TRADE.peakFactor : 1) * (isWeekend ? TRADE.weekendFactor : 1);
}

function createWorld({ seed, orders, hazards = HAZARDS }: WorldOptions): World {
  const dice = new Dice(seed, 2);
  const days = orders / TRADE.ordersPerDay + 60;
  const stretches = (per30Days: number, lasts: { medianHours: number; sigma: number }): Blindness[] => {
    const found: Blindness[] = [];
    if (per30Days <= 0) return found;
    let at = startOfDate(ZONE, TRADE.startsOn);
    for (;;) {
      at = addHours(at, (-720 / per30Days) * Math.log(1 - dice.roll()));
      if (dateIn(ZONE, at) > addDays(TRADE.startsOn, Math.ceil(days))) return found;
      const to = addHours(at, dice.hours(lasts));
      found.push({ from: at, to });
      at = to;
    }
  };
  const hubs = ['Hub Hamburg', ...LANES.flatMap(({ region, hops }) => hubsOf(region, hops))];
  const incidents = stretches(hazards.incidentsPer30Days, TROUBLE_LASTS.incident).map(
    (stretch): Incident => ({
      ...stretch,
      hub: hubs[Math.floor(dice.roll() * hubs.length)] ?? 'Hub Hamburg',
    }),
  );
  const slowdownAt = (at: Instant): number => (isPeak(dateIn(ZONE, at)) ? TRADE.peakSlowdown : 1);
  return {
    seed,
    orders,
    hazards,
    conditions: { hazards, incidents, slowdownAt },
    blindness: stretches(hazards.blindPer30Days, TROUBLE_LASTS.blind),
  };
}

function hubsOf(region: string, hops: number): string[] {
  return Array.from({ length: hops - 1 }, (_, hop) => `Hub ${region} ${hop + 1}`);
}

function sights(blindness: readonly Blindness[]): WorldEntry[] {
  return blindness.flatMap(({ from, to }): WorldEntry[] => [
    { kind: 'sight', at: from, source: SOURCE, state: 'blind' },
    { kind: 'sight', at: to, source: SOURCE, state: 'seeing' },
  ]);
}

function chooseLane(dice: Dice): Lane {
  let rest = dice.roll();
  for (const lane of LANES) {
    rest -= lane.share;
    if (rest < 0) return lane;
  }
  return LANES[0];
}

function playOrder(world: World, index: number, placedAt: Instant): WorldEntry[] {
  const dice = new Dice(world.seed, index + 10);
  const lane = chooseLane(dice);
  const service = dice.pick(lane.services);
  const number = `S${world.seed}-${String(index + 1).padStart(6, '0')}`;
  const promisedDate = addDays(
    dateIn(ZONE, placedAt),
    lane.promisedDays + Math.round(dice.between(-0.5, 1.5)),
  );
  const handling = HANDLING_BUSINESS_HOURS * 0.45 * Math.exp(0.45 * dice.normal());
  const labelAt = addBusinessHours(WAREHOUSE, workStartsAt(WAREHOUSE, placedAt), handling);
  const trip = new Trip({ dice, lane, service, from: labelAt });
  travel(trip, world.conditions);
  const tracking = `${service.carrier.slice(0, 2).toUpperCase()}${number.replace(/\D/g, '').padStart(10, '0')}`;
  const heard = reportAll(trip.happenings, tracking, {
    dice,
    hazards: world.hazards,
    blindness: world.blindness,
    carrier: service.carrier,
  });
  const order = buildOrder({ number, placedAt, lane, promisedDate });
  const sent = withShipment(order, { labelAt, tracking, carrier: service.carrier, service: service.service });
  return [
    { kind: 'truth', at: placedAt, ...truthOf(trip, heard, { number, placedAt, promisedDate }) },
    { kind: 'order', at: placedAt, order },
    { kind: 'order', at: addHours(labelAt, 0.05), order: sent },
    ...heard.map(({ at, parcelRef, event }): WorldEntry => {
      return { kind: 'report', at, orderNumber: number, parcelRef, events: [event] };
    }),
  ];
}

type Identity = Pick<Order, 'number' | 'placedAt'> & { readonly promisedDate: CalendarDate };

function truthOf(trip: Trip, heard: ReturnType<typeof reportAll>, identity: Identity): OrderTruth {
  const { lane, service, outcome, deliveredAt, stalls, dice } = trip;
  const heardAt = new Map<string, Instant>();
  for (const { event, at } of heard) {
    const known = heardAt.get(event.id);
    if (known === undefined || at < known) heardAt.set(event.id, at);
  }
  const events = [...new Map(heard.map(({ event }) => [event.sequence, event])).values()];
  const exceptions = trip.happenings.flatMap(({ meaning, reason, at }, sequence) => {
    const id = events.find((event) => event.sequence === sequence)?.id;
    if (meaning === undefined || reason === undefined || id === undefined) return [];
    return [{ eventId: id, reason, at, meaning, heardAt: heardAt.get(id) ?? at }];
  });
  const visibleAt = events
    .filter(({ physical }) => physical)
    .map(({ id, recordedAt }) => heardAt.get(id) ?? recordedAt)
    .sort();
  const last = visibleAt.at(-1) ?? null;
  const endsAt = outcome === 'lost' ? null : last;
  const asks = findAsks({ ...identity, visibleAt, exceptions, endsAt }, dice);
  return {
    orderNumber: identity.number,
    carrier: service.carrier,
    service: service.service,
    lane: `${lane.country}-${lane.region}`,
    promisedDate: identity.promisedDate,
    outcome,
    deliveredAt,
    stalls,
    exceptions: exceptions.map(({ heardAt: _, ...exception }) => exception),
    asks,
  };
}

function buildOrder(what: Identity & { readonly lane: Lane }): Order {
  const { number, placedAt, lane, promisedDate } = what;
  if (!isCalendarDate(promisedDate)) throw new RangeError(`promisedDate: ${promisedDate}`);
  return {
    number,
    placedAt,
    updatedAt: placedAt,
    status: 'open',
    delivery: 'ship',
    destination: { country: lane.country, region: lane.region },
    promisedDate,
    lines: [{ id: '1', title: 'Lamp', quantity: 1, cancelledQuantity: 0, requiresShipping: true }],
    shipments: [],
  };
}

interface Dispatch {
  readonly labelAt: Instant;
  readonly tracking: string;
  readonly carrier: string;
  readonly service: string;
}

function withShipment(order: Order, { labelAt, tracking, carrier, service }: Dispatch): Order {
  const lines = [{ lineId: '1', quantity: 1 }];
  return {
    ...order,
    updatedAt: labelAt,
    shipments: [
      {
        id: `${order.number}-1`,
        status: 'open',
        carrier,
        trackingNumber: tracking,
        service,
        createdAt: labelAt,
        lines,
      },
    ],
  };
}
