import {
  BrandDurations,
  type Decision,
  firstPolicy,
  forecastArrival,
  type Instant,
  OrderReplay,
  SightRecord,
  type Stated,
} from '@tidings/domain';
import TinyQueue from 'tinyqueue';
import { CARRIER_DAYS, HANDLING_BUSINESS_HOURS, WAREHOUSE } from '../lanes.js';
import type { OrderTruth, WorldEntry } from '../truth.js';
import { simulate, type WorldOptions } from '../world.js';
import { judgeOrder } from './judge-order.js';
import { StatusMessages } from './messages.js';
import { emptyTally, type Tally } from './tally.js';

/** An order while it is under way. */
interface LiveOrder {
  readonly truth: OrderTruth;
  readonly placedAt: Instant;
  readonly replay: OrderReplay;
  readonly status: StatusMessages;
  readonly heardOpenAt: Map<string, Instant>;
  stated: ReadonlyMap<string, Stated>;
  restatements: number;
}

interface Wake {
  readonly at: Instant;
  readonly orderNumber: string;
}

const DAY_MS = 86_400_000;
/** Orders of which nothing is heard for so long are judged and let go. */
const LET_GO_AFTER_DAYS = 45;
const LOOK_ROUND_EVERY = 5_000;

/** Plays a world through the real fold, forecast and decide and counts what the policy made of it. */
export function evaluateWorld(options: WorldOptions): Tally {
  return new Evaluation(options).run();
}

class Evaluation {
  readonly #options: WorldOptions;
  readonly #tally = emptyTally();
  readonly #live = new Map<string, LiveOrder>();
  readonly #wakes = new TinyQueue<Wake>([], (a, b) => (a.at < b.at ? -1 : 1));
  readonly #sight = new SightRecord();
  readonly #durations = new BrandDurations({ carrierDays: CARRIER_DAYS, warehouse: WAREHOUSE });

  constructor(options: WorldOptions) {
    this.#options = options;
  }

  run(): Tally {
    let heard = 0;
    for (const entry of simulate(this.#options)) {
      this.#wakeUntil(entry.at);
      this.#take(entry);
      heard += 1;
      if (heard % LOOK_ROUND_EVERY === 0) this.#letGo(entry.at);
    }
    this.#wakeUntil(null);
    for (const order of this.#live.values()) this.#judge(order);
    return this.#tally;
  }

  #take(entry: WorldEntry): void {
    switch (entry.kind) {
      case 'truth':
        this.#live.set(entry.orderNumber, this.#begin(entry));
        return;
      case 'sight':
        this.#sight.record(entry.source, entry.state, entry.at);
        return;
      case 'order':
        return this.#takeOrder(entry);
      case 'report':
        return this.#takeReport(entry);
    }
  }

  #begin(truth: WorldEntry & { readonly kind: 'truth' }): LiveOrder {
    return {
      truth,
      placedAt: truth.at,
      replay: new OrderReplay(truth.orderNumber, {
        warehouse: WAREHOUSE,
        handlingBusinessHours: HANDLING_BUSINESS_HOURS,
        carrierDays: CARRIER_DAYS,
        durations: this.#durations,
        sight: this.#sight,
        policies: [firstPolicy()],
      }),
      status: new StatusMessages(),
      heardOpenAt: new Map(),
      stated: new Map(),
      restatements: 0,
    };
  }

  #takeOrder({ order, at }: WorldEntry & { readonly kind: 'order' }): void {
    const live = this.#live.get(order.number);
    if (live === undefined) return;
    live.replay.takeOrder(order, at);
    this.#foresee(live, at);
    this.#note(live);
  }

  #takeReport({ orderNumber, parcelRef, events, at }: WorldEntry & { readonly kind: 'report' }): void {
    const live = this.#live.get(orderNumber);
    if (live === undefined) return;
    for (const event of events) live.status.hear(event, at);
    if (live.replay.takeReport(parcelRef, events, at) === 0) return;
    for (const { journey } of live.replay.journey?.parcels ?? []) {
      for (const { opened } of journey.openExceptions) {
        if (events.some(({ id }) => id === opened.eventId)) live.heardOpenAt.set(opened.eventId, at);
      }
    }
    this.#note(live);
  }

  /** What can be said of an order before there is a parcel. */
  #foresee({ replay }: LiveOrder, asOf: Instant): void {
    const { journey: orderJourney } = replay;
    if (orderJourney === null) return;
    const arrival = forecastArrival({
      orderJourney,
      calendar: CARRIER_DAYS,
      durations: this.#durations,
      asOf,
    });
    if (arrival?.interval !== undefined) replay.noteInterval(arrival.interval, asOf);
  }

  /** Notes what this look said, and when to look again. */
  #note(live: LiveOrder): void {
    const { replay } = live;
    const stated = replay.verdicts[0]?.stated ?? live.stated;
    for (const [parcelId, { estimate }] of stated) {
      const before = live.stated.get(parcelId)?.estimate;
      if (before && estimate && before !== estimate) live.restatements += 1;
    }
    live.stated = stated;
    if (replay.wakeAt !== null) this.#wakes.push({ at: replay.wakeAt, orderNumber: live.truth.orderNumber });
  }

  #wakeUntil(until: Instant | null): void {
    for (let next = this.#wakes.peek(); next !== undefined; next = this.#wakes.peek()) {
      if (until !== null && next.at > until) return;
      this.#wakes.pop();
      const live = this.#live.get(next.orderNumber);
      if (live?.replay.wakeAt !== next.at || isTooOld(live, next.at)) continue;
      live.replay.look(next.at);
      this.#note(live);
    }
  }

  #letGo(at: Instant): void {
    for (const [number, live] of this.#live) {
      if (Date.parse(at) - Date.parse(live.replay.lastAt) < LET_GO_AFTER_DAYS * DAY_MS) continue;
      this.#judge(live);
      this.#live.delete(number);
    }
  }

  #judge({ truth, replay, status, restatements, heardOpenAt }: LiveOrder): void {
    const decisions: readonly Decision[] = replay.verdicts[0]?.decisions ?? [];
    const intervals = replay.intervals.values();
    const statusMessages = status.sent;
    judgeOrder({ truth, decisions, statusMessages, intervals, restatements, heardOpenAt }, this.#tally);
  }
}

/** A lost parcel is not looked at for ever. */
function isTooOld({ placedAt }: LiveOrder, at: Instant): boolean {
  return Date.parse(at) - Date.parse(placedAt) > 3 * LET_GO_AFTER_DAYS * DAY_MS;
}
