import { forecastOrder } from '../forecast/forecast-order.js';
import type { DeliveryInterval, Forecast } from '../forecast/forecast.js';
import { forecast } from '../forecast/make-forecast.js';
import { stateEstimate } from '../forecast/state-estimate.js';
import { foldOrder } from '../journey/fold-order.js';
import type { ParcelEvents } from '../journey/fold-order.js';
import type { OrderJourney } from '../journey/order-journey.js';
import type { CompiledPolicy } from '../policy/compile-policy.js';
import { decide } from '../policy/decide.js';
import type { OrderFacts, Stated } from '../policy/decide-input.js';
import type { Decision } from '../policy/decision.js';
import type { Ledger } from '../policy/ledger.js';
import { settle } from '../policy/settle-message.js';
import type { WatchedPromise } from '../promise/promise.js';
import { addPromises, settlePromises } from '../promise/settle-promises.js';
import type { Instant } from '../time/instant.js';
import { handlingOf, isHalfAWay, lessonOf, originOf } from '../durations/lesson-of.js';
import type { ParcelOrigin } from '../durations/lesson-of.js';
import type { Order, Shipment } from '../words/order.js';
import type { ParcelRef, TrackingEvent } from '../words/tracking-event.js';
import type { ReplaySetting } from './history-entry.js';
import type { SightRecord } from './sight-record.js';

/** What one policy has decided about the order so far, as if every message had left at once. */
export interface Verdicts {
  readonly policy: CompiledPolicy;
  ledger: Ledger;
  stated: ReadonlyMap<string, Stated>;
  promises: readonly WatchedPromise[];
  readonly decisions: Decision[];
}

/** Of which parcel; null: of the order, before it was in any. */
type SaidInterval = DeliveryInterval & { readonly saidAt: Instant; readonly parcelId: string | null };

type Parcel = Omit<ParcelEvents, 'events' | 'service'> & {
  readonly events: TrackingEvent[];
  service: string | null;
  labelledAt: Instant | null;
};

/** The beginning of time: a replay judges what would have been said, so nothing is too old to be spoken of. */
const ALWAYS = '1970-01-01T00:00:00.000Z';

/** A row may be decided again in the same moment once what was said is said; a policy that never rests is stopped. */
const MAX_LOOKS = 4;

/** One order, lived through again under one policy or several. */
export class OrderReplay {
  readonly verdicts: readonly Verdicts[];
  wakeAt: Instant | null = null;
  lastAt: Instant = ALWAYS;
  isComplete = false;
  /** As of the last look, by parcel. */
  forecasts: ReadonlyMap<string, Forecast> = new Map();
  /** What was said of the delivery on the way, by the moment that it was counted from. */
  readonly intervals = new Map<string, SaidInterval>();
  /** Null while something came that is not folded yet. */
  journey: OrderJourney | null = null;
  readonly #learnedFrom: string[] = [];
  #order: Order | null = null;
  readonly #parcels: Parcel[] = [];

  constructor(
    readonly orderId: string,
    readonly setting: ReplaySetting & {
      readonly sight: SightRecord;
      readonly policies: readonly CompiledPolicy[];
    },
  ) {
    this.verdicts = setting.policies.map((policy) => ({
      policy,
      ledger: [],
      stated: new Map(),
      promises: [],
      decisions: [],
    }));
  }

  takeOrder(order: Order, at: Instant): void {
    if (this.#order !== null && this.#order.updatedAt >= order.updatedAt) return;
    this.#order = order;
    this.journey = null;
    for (const shipment of order.shipments) this.#bind(shipment);
    this.look(at);
  }

  /** @returns how many events were new */
  takeReport(ref: ParcelRef, events: readonly TrackingEvent[], at: Instant): number {
    const known = this.#numbered(ref.number);
    const heard = known?.events ?? [];
    const fresh = events.filter(({ id }) => !heard.some((event) => event.id === id));
    if (fresh.length === 0) return 0;
    const parcel = known ?? this.#add(ref.carrier, ref.number);
    parcel.events.push(...fresh);
    this.journey = null;
    this.look(at);
    return fresh.length;
  }

  /** The first that was said from a moment of the journey stands. */
  noteInterval(interval: DeliveryInterval, saidAt: Instant, parcelId: string | null = null): void {
    const key = `${parcelId ?? ''} ${interval.leg} ${interval.since}`;
    if (!this.intervals.has(key)) this.intervals.set(key, { ...interval, saidAt, parcelId });
  }

  /** Looks at every moment for which the clock was set, up to `end`. */
  passUntil(end: Instant): void {
    while (this.wakeAt !== null && this.wakeAt < end) this.look(this.wakeAt);
  }

  look(asOf: Instant): void {
    const orderJourney = (this.journey ??= foldOrder({
      order: this.#order,
      orderEvents: [],
      parcels: this.#parcels,
    }));
    const { warehouse: calendar, handlingBusinessHours } = this.setting;
    const orderForecast = forecastOrder({ orderJourney, calendar, handlingBusinessHours, asOf });
    const forecasts = this.#forecasts(orderJourney, asOf);
    this.forecasts = forecasts;
    for (const [parcelId, { interval }] of forecasts)
      if (interval !== undefined) this.noteInterval(interval, asOf, parcelId);
    this.#learn(orderJourney);
    this.lastAt = asOf;
    this.isComplete = orderJourney.isComplete;
    this.wakeAt = null;
    for (const verdicts of this.verdicts) {
      const wakeAt = this.#decide(verdicts, {
        orderId: this.orderId,
        orderJourney,
        orderForecast,
        forecasts,
        asOf,
      });
      if (wakeAt !== null && (this.wakeAt === null || wakeAt < this.wakeAt)) this.wakeAt = wakeAt;
    }
  }

  #decide(verdicts: Verdicts, known: Omit<OrderFacts, 'stated'>): Instant | null {
    const { policy } = verdicts;
    const { carrierDays, warehouse: workHours } = this.setting;
    const { zone } = carrierDays;
    const { asOf, orderJourney } = known;
    verdicts.stated = restated(verdicts.stated, known.forecasts, policy.policy.statedStepDays);
    for (let looks = 1; ; looks++) {
      verdicts.promises = settlePromises(verdicts.promises, { orderJourney, zone, asOf });
      const { stated, promises, ledger } = verdicts;
      const result = decide(policy, {
        ...known,
        stated,
        promises,
        zone,
        workHours,
        ledger,
        speaksFrom: ALWAYS,
      });
      verdicts.ledger = result.ledger;
      verdicts.decisions.push(...result.decisions);
      const said = result.decisions.filter(({ message }) => message !== null);
      if (said.length === 0 || looks === MAX_LOOKS) return result.wakeAt;
      for (const { key } of said) verdicts.ledger = settle(verdicts.ledger, { key, state: 'sent', at: asOf });
      verdicts.promises = addPromises(
        verdicts.promises,
        said.flatMap((decision) => shownBy(decision, stated)),
      );
    }
  }

  #forecasts({ parcels }: OrderJourney, asOf: Instant): ReadonlyMap<string, Forecast> {
    const { carrierDays: calendar, warehouse, sight, durations } = this.setting;
    const forecasts = new Map<string, Forecast>();
    for (const parcel of parcels) {
      const { parcelId, journey, isCancelled } = parcel;
      const origin = this.#originOf(parcel);
      const { labelledAt, promisedDate } = origin;
      const visibility = sight.visibilityAt(journey.leadingSource, asOf);
      const known = { journey, labelledAt, isCancelled, promisedDate, calendar, warehouse, visibility, asOf };
      const input = durations === undefined ? known : { ...known, learned: { durations, origin } };
      forecasts.set(parcelId, forecast(input));
    }
    return forecasts;
  }

  #originOf({ parcelId, carrier, service }: Omit<ParcelEvents, 'events'>): ParcelOrigin {
    const labelledAt = this.#parcels.find((each) => each.parcelId === parcelId)?.labelledAt ?? null;
    return originOf(this.#order, { carrier, service, labelledAt });
  }

  /** Once from each parcel that went all its way under one number. */
  #learn(orderJourney: OrderJourney): void {
    const { parcels } = orderJourney;
    const { durations } = this.setting;
    if (durations === undefined) return;
    for (const parcel of parcels) {
      if (this.#learnedFrom.includes(parcel.parcelId) || isHalfAWay(parcel, parcels)) continue;
      const lesson = lessonOf(parcel.journey, this.#originOf(parcel));
      if (lesson === null) continue;
      this.#learnedFrom.push(parcel.parcelId);
      const said = [...this.intervals.values()].filter(
        ({ since, parcelId }) =>
          since < lesson.deliveredAt && (parcelId === null || parcelId === parcel.parcelId),
      );
      durations.learn({ ...lesson, ...handlingOf(orderJourney, lesson), said });
    }
  }

  #bind(shipment: Shipment): void {
    const known = this.#numbered(shipment.trackingNumber);
    const parcel = known ?? this.#add(shipment.carrier ?? null, shipment.trackingNumber ?? null);
    parcel.labelledAt = shipment.createdAt;
    parcel.service = shipment.service ?? parcel.service;
  }

  #numbered(number: string | undefined): Parcel | undefined {
    return this.#parcels.find(({ trackingNumber }) => trackingNumber === number);
  }

  #add(carrier: string | null, trackingNumber: string | null): Parcel {
    const parcelId = `${this.orderId}/${this.#parcels.length + 1}`;
    const parcel = { parcelId, carrier, trackingNumber, service: null, lines: [], isCancelled: false };
    const added: Parcel = { ...parcel, events: [], labelledAt: null };
    this.#parcels.push(added);
    return added;
  }
}

/** The same map when nothing is restated; a parcel that was stated once always is. */
function restated(
  before: ReadonlyMap<string, Stated>,
  forecasts: ReadonlyMap<string, Forecast>,
  stepDays: number,
): ReadonlyMap<string, Stated> {
  let stated: Map<string, Stated> | null = null;
  for (const [parcelId, { estimate }] of forecasts) {
    const known = before.get(parcelId) ?? null;
    const now = stateEstimate(known, estimate, stepDays);
    if (now === known) continue;
    stated ??= new Map(before);
    stated.set(parcelId, now);
  }
  return stated ?? before;
}

/** The dates that a mail about this shows. */
function shownBy(
  { parcelIds, asOf }: Decision,
  stated: ReadonlyMap<string, Stated>,
): readonly Omit<WatchedPromise, 'state' | 'settledAt'>[] {
  return parcelIds.flatMap((parcelId) => {
    const estimate = stated.get(parcelId)?.estimate;
    if (!estimate || estimate.to < asOf.slice(0, 10)) return [];
    const { from, to } = estimate;
    return [{ promised: 'delivery', parcelId, from, to, face: 'mail', shownAt: asOf, snapshotVersion: 1 }];
  });
}
