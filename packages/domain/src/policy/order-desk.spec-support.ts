import { answer } from '../answer/answer-order.js';
import type { Answer } from '../answer/answer.js';
import { buildSnapshot } from '../answer/build-snapshot.js';
import { noteShown } from '../status/note-shown.js';
import type { Telling } from '../status/shown-status.js';
import { statusesIn } from '../status/statuses-in.js';
import { forecastOrder } from '../forecast/forecast-order.js';
import type { Visibility } from '../forecast/forecast.js';
import { forecast } from '../forecast/make-forecast.js';
import { stateEstimate } from '../forecast/state-estimate.js';
import { foldOrder } from '../journey/fold-order.js';
import type { OrderJourney, ParcelJourney } from '../journey/order-journey.js';
import type { WatchedPromise } from '../promise/promise.js';
import { addPromises, settlePromises } from '../promise/settle-promises.js';
import { fromMillis } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import type { Order } from '../words/order.js';
import { orderSchema } from '../words/order.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import type { CartMail } from './cart-mails.js';
import type { CompiledPolicy } from './compile-policy.js';
import { decide } from './decide.js';
import type { CaseChange, DecideInput, Stated } from './decide-input.js';
import type { Decision } from './decision.js';
import { firstPolicy } from './first-policy.js';
import type { Ledger } from './ledger.js';
import { settle } from './settle-message.js';

/** Every hour of every day counts, so that a test can count them too. */
const ALWAYS_OPEN: WorkCalendar = { zone: 'UTC', workingDays: [1, 2, 3, 4, 5, 6, 7], holidays: new Set() };
const START = Date.parse('2026-03-02T08:00:00.000Z');

/** Hours after the order was placed, a Monday at eight. */
export function hour(hours: number): Instant {
  return fromMillis(START + hours * 3_600_000);
}

/** One report; its id follows from what it says, as in life. */
export function report(hours: number, what: Partial<TrackingEvent>): TrackingEvent {
  const instant = hour(hours);
  const name = [what.kind, what.milestone, what.reason, what.verbatim?.text].filter(Boolean).join('-');
  return {
    id: `${name}-${instant}`,
    brandId: 'brand',
    parcelRef: null,
    at: {
      instant,
      wall: instant.slice(0, 19),
      offsetMinutes: 0,
      zoneFrom: 'carrier',
      precision: 'second',
    },
    sequence: Math.max(0, Math.round(hours * 10)),
    kind: 'milestone',
    actor: 'nobody',
    etaEffect: 'none',
    physical: what.kind === undefined && what.milestone !== 'label_created',
    confidence: 'code',
    verbatim: { text: name },
    source: 'easypost',
    recordedAt: instant,
    schemaVersion: 1,
    ...what,
  };
}

export const label = (at: number): TrackingEvent =>
  report(at, { milestone: 'label_created', physical: false });
export const pickedUp = (at: number): TrackingEvent => report(at, { milestone: 'picked_up' });
export const scan = (at: number, more: Partial<TrackingEvent> = {}): TrackingEvent =>
  report(at, { milestone: 'in_transit', ...more });
export const tour = (at: number): TrackingEvent => report(at, { milestone: 'out_for_delivery' });
export const delivered = (at: number): TrackingEvent => report(at, { milestone: 'delivered' });
export const problem = (at: number, more: Partial<TrackingEvent>): TrackingEvent =>
  report(at, { kind: 'exception_opened', milestone: 'in_transit', etaEffect: 'unknown', ...more });
export const solved = (at: number, more: Partial<TrackingEvent>): TrackingEvent =>
  report(at, { kind: 'exception_resolved', ...more });
export const takenBack = (at: number, retracts: NonNullable<TrackingEvent['retracts']>): TrackingEvent =>
  report(at, { kind: 'correction', retracts });

export interface DeskSetup {
  readonly order?: Partial<Order> | null;
  readonly parcelIds?: readonly string[];
  readonly speaksFrom?: Instant;
  readonly visibility?: Visibility;
  readonly policy?: CompiledPolicy;
  readonly cartMails?: readonly CartMail[];
  /** False: what is asked for never leaves. */
  readonly sends?: boolean;
}

const LINE = { id: 'l1', title: 'Lamp', quantity: 1 };

function toOrder(more: Partial<Order>): Order {
  const placed = { number: '1001', placedAt: hour(0), updatedAt: hour(0), lines: [LINE] };
  return orderSchema.parse({ ...placed, ...more });
}

const MOST_LOOKS = 50;

/** One order through the real fold and forecast: reports come in, somebody looks, messages leave. */
export class OrderDesk {
  ledger: Ledger = [];
  readonly decisions: Decision[] = [];
  readonly caseChanges: CaseChange[] = [];
  visibility: Visibility;
  order: Order | null;
  sends: boolean;
  private promises: readonly WatchedPromise[] = [];
  private stated = new Map<string, Stated>();
  private readonly events = new Map<string, TrackingEvent[]>();
  private readonly shopEvents: TrackingEvent[] = [];

  constructor(private readonly setup: DeskSetup = {}) {
    for (const parcelId of setup.parcelIds ?? ['p1']) this.events.set(parcelId, []);
    this.visibility = setup.visibility ?? { lastProvenAt: hour(10_000), blindSince: null };
    this.order = setup.order === null ? null : toOrder(setup.order ?? {});
    this.sends = setup.sends ?? true;
  }

  hear(events: readonly TrackingEvent[], parcelId = 'p1'): this {
    this.events.set(parcelId, [...(this.events.get(parcelId) ?? []), ...events]);
    return this;
  }

  hearFromShop(events: readonly TrackingEvent[]): this {
    this.shopEvents.push(...events);
    return this;
  }

  /** Forgets reports as if they had been read wrongly. */
  unhear(parcelId = 'p1'): this {
    this.events.set(parcelId, []);
    return this;
  }

  private parcelOf = (parcelId: string): Omit<ParcelJourney, 'journey'> => ({
    parcelId,
    carrier: 'ups',
    trackingNumber: `1Z-${parcelId}`,
    service: null,
    lines: [],
    isCancelled: false,
  });

  input(at: number): DecideInput {
    const asOf = hour(at);
    const orderJourney: OrderJourney = foldOrder({
      order: this.order,
      orderEvents: this.shopEvents,
      parcels: [...this.events].map(([parcelId, events]) => ({ ...this.parcelOf(parcelId), events })),
    });
    const forecasts = new Map(
      orderJourney.parcels.map(({ parcelId, journey }) => [
        parcelId,
        forecast({ journey, labelledAt: null, calendar: ALWAYS_OPEN, visibility: this.visibility, asOf }),
      ]),
    );
    const stated = new Map(
      [...forecasts].map(([parcelId, { estimate }]) => [
        parcelId,
        stateEstimate(this.stated.get(parcelId) ?? null, estimate, 1),
      ]),
    );
    this.stated = stated;
    const orderForecast = forecastOrder({
      orderJourney,
      calendar: ALWAYS_OPEN,
      handlingBusinessHours: 48,
      asOf,
    });
    const speaksFrom = this.setup.speaksFrom ?? hour(-1_000);
    const { ledger } = this;
    this.promises = settlePromises(this.promises, { orderJourney, zone: 'UTC', asOf });
    const { cartMails = [] } = this.setup;
    const facts = { orderId: 'o1', orderJourney, orderForecast, forecasts, stated, cartMails, asOf };
    return { ...facts, promises: this.promises, ledger, speaksFrom };
  }

  /** A face shows a date. */
  show(...promises: readonly Omit<WatchedPromise, 'state' | 'settledAt'>[]): void {
    this.promises = addPromises(this.promises, promises);
  }

  /** Somebody looks at a face, or is answered there. */
  tell(told: Telling, at: number): Answer {
    const policy = this.setup.policy ?? firstPolicy();
    const { ledger } = this;
    const identity = { brandId: 'brand', version: 1, token: 't' };
    const snapshot = buildSnapshot({ ...this.input(at), ...identity, policy, ledger, cases: [] });
    const shown = answer(snapshot, 2, hour(at));
    this.ledger = noteShown(ledger, { told, statuses: statusesIn(shown, snapshot), shownAt: hour(at) });
    return shown;
  }

  /** When it would look again if it looked at that hour. */
  wakeAt(at: number): Instant | null {
    return decide(this.setup.policy ?? firstPolicy(), this.input(at)).wakeAt;
  }

  /**
   * Decides as of that hour, sends what is to be sent, and looks once more. Returns what was decided.
   * @throws when it finds something to say however often it has said it
   */
  look(at: number, looks = 1): readonly Decision[] {
    if (looks > MOST_LOOKS) throw new Error(`it speaks again and again at hour ${at}`);
    const policy = this.setup.policy ?? firstPolicy();
    const { decisions, ledger, caseChanges } = decide(policy, this.input(at));
    this.ledger = ledger;
    this.decisions.push(...decisions);
    this.caseChanges.push(...caseChanges);
    const messages = decisions.filter(({ message }) => message !== null);
    if (!this.sends || messages.length === 0) return decisions;
    for (const { key } of messages) this.settle(key, 'sent', at);
    return [...decisions, ...this.look(at, looks + 1)];
  }

  settle(key: string, state: 'sent' | 'held' | 'dropped' | 'undeliverable', at: number): void {
    this.ledger = settle(this.ledger, { key, state, at: hour(at) });
  }
}

/** What was decided, short: `send delivered`, `suppress noise estimate_unmoved`, `open_case exception`. */
export function brief(decisions: readonly Decision[]): readonly string[] {
  return decisions.map(({ outcome, condition, message, trace }) =>
    [outcome, condition, message === null ? (trace.because ?? 'silently') : null].filter(Boolean).join(' '),
  );
}
