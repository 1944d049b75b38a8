import { DurationBook, type Foreseen, IntervalEstimator, type SpanKind } from '@tidings/domain';
import TinyQueue from 'tinyqueue';
import type { PastOrder } from './read-history.js';
import { RollingQuantiles } from './rolling-quantiles.js';

export const MOMENTS = ['purchase', 'handover'] as const;
export type Moment = (typeof MOMENTS)[number];

/** All in days after `atDay`. */
export interface Prediction {
  readonly likely: number;
  readonly p10: number;
  readonly p90: number;
  readonly p025: number;
  readonly p975: number;
}

export interface PredictedOrder {
  readonly order: PastOrder;
  readonly at: Moment;
  readonly atDay: number;
  /** Null: too little data. */
  readonly prediction: Prediction | null;
  /** What the plain quantiles of the last 45 days would have said. */
  readonly baseline: Pick<Prediction, 'likely' | 'p10' | 'p90'> | null;
}

/** The past fades within weeks: a marketplace's carriers change faster than they can be averaged over. */
const FADING_DAYS = 60;
const BORROWED_SPANS = 12;
const DATE_SPREAD = 0.15;
const CONFORMAL_RATE = 0.01;
const RECALIBRATION_DAYS = 7;
const HOURS_PER_DAY = 24;

type Step =
  | { readonly what: 'moment'; readonly atDay: number; readonly order: PastOrder; readonly at: Moment }
  | { readonly what: 'delivered'; readonly atDay: number; readonly order: PastOrder }
  /** An interval is over: whether it was right is known, arrived or not. */
  | { readonly what: 'judged'; readonly atDay: number; readonly said: Said; readonly nominal: 80 | 95 };

interface Said {
  readonly order: PastOrder;
  readonly at: Moment;
  readonly atDay: number;
  readonly prediction: Prediction;
}

/** A shop's history as it came about: each prediction knows what was known at its moment and nothing more. */
export class HistoryReplay {
  readonly #book = new DurationBook({
    fadingDays: FADING_DAYS,
    borrowedSpans: BORROWED_SPANS,
    dateSpread: DATE_SPREAD,
    staleSpans: 0,
    hoursBetweenDays: (from, to) => Math.max(0, to - from - 0.5) * HOURS_PER_DAY,
  });
  readonly #estimator = new IntervalEstimator(this.#book, {
    conformalRate: CONFORMAL_RATE,
    recalibrationDays: RECALIBRATION_DAYS,
  });
  readonly #foreseen = new Map<string, Foreseen>();
  readonly #baselines = { purchase: new RollingQuantiles(), handover: new RollingQuantiles() };
  readonly #steps = new TinyQueue<Step>([], inTime);

  *run(orders: readonly PastOrder[]): Generator<PredictedOrder> {
    for (const order of orders) {
      for (const at of MOMENTS) {
        const atDay = momentOf(order, at);
        if (atDay !== null) this.#steps.push({ what: 'moment', atDay, order, at });
      }
      if (order.deliveredDay !== null) {
        this.#steps.push({ what: 'delivered', atDay: order.deliveredDay, order });
      }
    }
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      if (step.what === 'delivered') this.#learn(step.order, step.atDay);
      else if (step.what === 'judged') this.#judge(step);
      else yield this.#predict(step);
    }
  }

  #predict({ order, at, atDay }: Step & { readonly what: 'moment' }): PredictedOrder {
    const kind = kindOf(order, at);
    const estimate = this.#estimator.estimate(at, kind, atDay);
    const foreseen = this.#estimator.begin(at, kind, atDay);
    if (foreseen !== null) this.#foreseen.set(`${order.orderId} ${at}`, foreseen);
    this.#book.begin(kind, Math.floor(atDay));
    const baseline = this.#baselines[at].quantiles(atDay);
    if (estimate === null) return { order, at, atDay, prediction: null, baseline };
    const { likelyHours, within80, within95 } = estimate;
    const prediction: Prediction = {
      likely: likelyHours / HOURS_PER_DAY,
      p10: within80.fromHours / HOURS_PER_DAY,
      p90: within80.toHours / HOURS_PER_DAY,
      p025: Math.min(within95.fromHours, within80.fromHours) / HOURS_PER_DAY,
      p975: Math.max(within95.toHours, within80.toHours) / HOURS_PER_DAY,
    };
    const said = { order, at, atDay, prediction };
    this.#awaitVerdict(said, 80, prediction.p90);
    this.#awaitVerdict(said, 95, prediction.p975);
    return { ...said, baseline };
  }

  /** What has not come when the interval ends has missed it; the queue is in time order, so nothing is known early. */
  #awaitVerdict(said: Said, nominal: 80 | 95, endsAfterDays: number): void {
    const endsDay = said.atDay + endsAfterDays;
    const atDay = Math.min(said.order.deliveredDay ?? Infinity, endsDay);
    this.#steps.push({ what: 'judged', atDay, said, nominal });
  }

  /** An interval that holds what came is settled when it comes, one that does not when it is over. */
  #judge({ said, atDay: nowDay, nominal }: Step & { readonly what: 'judged' }): void {
    const { order, at, atDay, prediction } = said;
    const { deliveredDay } = order;
    const isKnown = deliveredDay !== null && deliveredDay <= nowDay;
    const [from, to] = nominal === 80 ? [prediction.p10, prediction.p90] : [prediction.p025, prediction.p975];
    const took = isKnown ? deliveredDay - atDay : Infinity;
    this.#estimator.settle(at, nominal, took >= from && took <= to);
  }

  #learn(order: PastOrder, deliveredDay: number): void {
    for (const at of MOMENTS) {
      const atDay = momentOf(order, at);
      if (atDay === null) continue;
      const kind = kindOf(order, at);
      this.#book.forget(kind, Math.floor(atDay));
      const foreseen = this.#foreseen.get(`${order.orderId} ${at}`);
      this.#foreseen.delete(`${order.orderId} ${at}`);
      if (deliveredDay < atDay) continue;
      if (foreseen !== undefined) this.#estimator.end(at, foreseen, (deliveredDay - atDay) * HOURS_PER_DAY);
      this.#book.add(kind, Math.floor(atDay), (deliveredDay - atDay) * HOURS_PER_DAY);
      this.#baselines[at].add(deliveredDay, deliveredDay - atDay);
    }
  }
}

/** At one instant first what is asked, then what comes to be known; orders by their id, so that no later row matters. */
const RANKS = { moment: 0, judged: 1, delivered: 2 } as const satisfies Record<Step['what'], number>;

function inTime(a: Step, b: Step): number {
  return a.atDay - b.atDay || RANKS[a.what] - RANKS[b.what] || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function nameOf(step: Step): string {
  if (step.what === 'judged') return `${step.said.order.orderId} ${step.said.at} ${step.nominal}`;
  return step.what === 'moment' ? `${step.order.orderId} ${step.at}` : step.order.orderId;
}

function momentOf(order: PastOrder, at: Moment): number | null {
  return at === 'purchase' ? order.purchasedDay : order.handedOverDay;
}

/** The shop's promise at purchase says a good deal about the way, and little about the day: it is evidence, not truth. */
function kindOf({ promisedDay, purchasedDay }: PastOrder, at: Moment): SpanKind {
  return { span: at, path: [], datedDays: promisedDay === null ? null : promisedDay - purchasedDay };
}
