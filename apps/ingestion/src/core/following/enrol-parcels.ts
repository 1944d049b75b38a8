import type { RecordedOrder, TrackingReport } from '@tidings/contracts';
import { hoursBetween, type Instant, type Order, type Shipment, trackingNumber } from '@tidings/domain';
import type { Clock } from '@tidings/platform';
import type { NumberKey, TrackingStore } from '../../ports/tracking-store.js';
import { beginTracking } from './begin-tracking.js';
import type { Following } from './following-source.js';
import { hearNews } from './hear-news.js';
import { coverageEvent, settled } from './tell-coverage.js';
import type { Tracking, TrackingChange } from './tracking.js';

/** Of an import only what may still be under way: each registration costs. */
const IMPORT_DAYS = 14;
const ENROL_DAYS = 60;

export interface EnrolParts {
  readonly store: TrackingStore;
  readonly following: Following;
  readonly clock: Pick<Clock, 'now'>;
  readonly dice: () => number;
}

interface Told<Data> {
  readonly brandId: string;
  readonly data: Data;
}

/** Learns from what this service itself publishes which numbers are to be followed, and how far they have come. */
export class EnrolParcels {
  readonly #parts: EnrolParts;

  constructor(parts: EnrolParts) {
    this.#parts = parts;
  }

  /** Numbers bound to parcels of the brands that can ask anyone; what was cancelled is let go. */
  async onOrders(told: readonly Told<RecordedOrder>[]): Promise<void> {
    const { store, clock, following } = this.#parts;
    const asOf = clock.now();
    const fresh = new Map<string, Tracking>();
    const dropped = new Map<string, NumberKey>();
    for (const { brandId, data } of this.#ofAskers(told)) {
      const { order } = data;
      for (const shipment of order.shipments) {
        const number = trackingNumber(shipment.trackingNumber ?? '');
        const key = `${brandId}\n${number}`;
        if (number === '') continue;
        if (isCancelled(order, shipment)) dropped.set(key, { brandId, number });
        else if (isRecent(shipment, data, asOf))
          fresh.set(key, beginTracking({ brandId, order, shipment, asOf }, following));
      }
    }
    if (fresh.size > 0) {
      const trackings = [...fresh.values()];
      const untracked = trackings.filter(({ state }) => state === 'untracked');
      await store.enrol(
        trackings,
        untracked.map((each) => coverageEvent(each, asOf)),
      );
    }
    if (dropped.size > 0) await this.#letGo([...dropped.values()], asOf);
  }

  /** News of parcels that are followed, whoever told them: when to look next follows from them. */
  async onReports(told: readonly Told<TrackingReport>[]): Promise<void> {
    const { store, clock, dice, following } = this.#parts;
    const asOf = clock.now();
    const byNumber = new Map<string, { key: NumberKey; reports: TrackingReport[] }>();
    for (const { brandId, data } of this.#ofAskers(told)) {
      if (data.parcelRef === null) continue;
      const key = { brandId, number: data.parcelRef.number };
      const known = byNumber.get(nameOf(key)) ?? { key, reports: [] };
      known.reports.push(data);
      byNumber.set(nameOf(key), known);
    }
    if (byNumber.size === 0) return;
    const trackings = await store.find([...byNumber.values()].map(({ key }) => key));
    const news = trackings.flatMap((tracking) => {
      const reports = byNumber.get(nameOf(tracking))?.reports ?? [];
      const change = hearNews(tracking, reports, { following, asOf, dice: dice() });
      return change === null ? [] : [settled(tracking, change, asOf)];
    });
    await store.settle(news);
  }

  async #letGo(keys: readonly NumberKey[], asOf: Instant): Promise<void> {
    const known = await this.#parts.store.find(keys);
    const alive = known.filter(({ state }) => state !== 'ended' && state !== 'ending');
    await this.#parts.store.settle(
      alive.map((tracking) => {
        const change: TrackingChange = this.#hasToBeStopped(tracking)
          ? { state: 'ending', reason: null, dueAt: asOf, failures: 0 }
          : { state: 'ended', reason: null, dueAt: null };
        return settled(tracking, change, asOf);
      }),
    );
  }

  #hasToBeStopped({ brandId, source, state }: Tracking): boolean {
    const own = this.#parts.following.sourcesOf(brandId).find((each) => each.source === source);
    return state === 'followed' && own?.client.registration?.stop !== undefined;
  }

  /** A brand that can ask nobody costs no more than this look. */
  #ofAskers<Data>(told: readonly Told<Data>[]): readonly Told<Data>[] {
    return told.filter(({ brandId }) => this.#parts.following.sourcesOf(brandId).length > 0);
  }
}

function nameOf({ brandId, number }: NumberKey): string {
  return `${brandId}\n${number}`;
}

function isCancelled(order: Order, shipment: Shipment): boolean {
  return order.status === 'cancelled' || shipment.status === 'cancelled';
}

function isRecent(shipment: Shipment, { isHistory }: RecordedOrder, asOf: Instant): boolean {
  const days = isHistory ? IMPORT_DAYS : ENROL_DAYS;
  return hoursBetween(shipment.createdAt, asOf) < days * 24;
}
