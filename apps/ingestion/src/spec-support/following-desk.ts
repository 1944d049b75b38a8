import { findCarrierPlugin } from '@tidings/carriers';
import type { Envelope, TrackingReport } from '@tidings/contracts';
import { trackingReportRecorded } from '@tidings/contracts';
import { createDatabase, waitingEvents } from '@tidings/database';
import type { Order } from '@tidings/domain';
import { AdvanceableClock, type Brand, Brands, createLogger } from '@tidings/platform';
import { type Kysely, sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { CryptoReceiptIdentity } from '../adapters/crypto/crypto-receipt-identity.js';
import { ConfiguredFollowing } from '../adapters/plugins/configured-following.js';
import { ConfiguredSources } from '../adapters/plugins/configured-sources.js';
import { IntakeRepository } from '../adapters/postgres/intake.repository.js';
import { TrackingRepository } from '../adapters/postgres/tracking.repository.js';
import { HttpSourceApi } from '../adapters/source-api/http-source-api.js';
import { DeliveryCounts } from '../core/count-deliveries.js';
import { EnrolParcels } from '../core/following/enrol-parcels.js';
import { type FollowNotice, FollowParcels } from '../core/following/follow-parcels.js';
import type { Tracking } from '../core/following/tracking.js';
import { ReceiveDelivery } from '../core/receive-delivery.js';
import { twoBrands } from './brands.js';

type Source = Brand['sources'][number];

/** A source of a brand that is asked at a fake API. */
export function askedSource(plugin: string, baseUrl: string, over: object = {}): Source {
  return {
    id: plugin.replaceAll('_', '-').replace(/^17/, 'x17'),
    kind: 'carrier',
    plugin,
    secrets: [],
    rank: 0,
    settings: { client: { ...findCarrierPlugin(plugin)?.client?.dialect.settings, baseUrl, ...over } },
  };
}

/** The brands of the specs, each with sources that are asked. */
export function brandsWith(
  sources: Readonly<Record<string, readonly Source[]>>,
  over: Partial<Brand> = {},
): Brands {
  return new Brands(
    twoBrands().all.map((brand) => ({
      ...brand,
      ...over,
      sources: [...brand.sources, ...(sources[brand.id] ?? [])],
    })),
  );
}

/** One replica of what asks the sources, over a database and fake APIs, by a clock of the spec's own. */
export class FollowingDesk {
  readonly db: Kysely<unknown>;
  readonly store: TrackingRepository;
  readonly following: ConfiguredFollowing;
  readonly enrol: EnrolParcels;
  readonly counts = new DeliveryCounts();
  readonly notices: FollowNotice[] = [];
  readonly #follow: FollowParcels;
  readonly #intakes: IntakeRepository;
  readonly #api: HttpSourceApi;

  constructor(databaseUrl: string, brands: Brands, clock: AdvanceableClock) {
    const logger = createLogger({ service: 'spec', level: 'silent' });
    this.db = createDatabase<unknown>({
      url: databaseUrl,
      schema: 'ingestion',
      applicationName: 'spec',
      log: logger,
    });
    this.#intakes = new IntakeRepository(this.db, { maxPending: 1_000, onMessages: () => undefined });
    this.store = new TrackingRepository(this.db);
    this.following = new ConfiguredFollowing(brands, new ConfiguredSources(brands));
    this.#api = new HttpSourceApi(this.following.all, { timeoutMs: 800, maxAnswerBytes: 1_000_000 });
    const { store, following, counts } = this;
    const dice = () => 0.5;
    const identity = new CryptoReceiptIdentity();
    const receive = new ReceiveDelivery({ intakes: this.#intakes, identity, counts, clock });
    const onNotice = (_: unknown, notice: FollowNotice) => void this.notices.push(notice);
    const parts = { store, following, clock, dice };
    this.#follow = new FollowParcels({
      ...parts,
      api: this.#api,
      receive,
      counts,
      newId: randomUUID,
      onNotice,
    });
    this.enrol = new EnrolParcels(parts);
  }

  /** One round for a source. */
  round(brandId: string, source: string): Promise<boolean> {
    const found = this.following.find({ brandId, source });
    if (found === undefined) throw new Error(`${source} is not asked`);
    return this.#follow.round(found);
  }

  async trackings(): Promise<readonly Tracking[]> {
    const { rows } = await sql<{ brandId: string; number: string }>`
      select brand_id as "brandId", number from tracking order by 1, 2`.execute(this.db);
    const found = rows.length === 0 ? [] : await this.store.find(rows);
    return found.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  }

  /** What would have been published, oldest first. */
  async published(
    subject: string = trackingReportRecorded.subject,
  ): Promise<readonly Envelope<TrackingReport>[]> {
    const events = await waitingEvents(this.db, subject);
    return events.map(({ payload }) => JSON.parse(payload) as Envelope<TrackingReport>);
  }

  async close(): Promise<void> {
    this.#api.close();
    await this.#intakes.onApplicationShutdown();
    await this.db.destroy();
  }
}

/** An order with one shipment for each number. */
export function orderWith(
  numbers: readonly string[],
  {
    carrier = 'ups',
    at = '2026-11-20T12:00:00.000Z',
    ...over
  }: Partial<Order> & { carrier?: string; at?: string } = {},
): Order {
  return {
    number: `O-${numbers[0]}`,
    placedAt: at,
    updatedAt: at,
    status: 'open',
    delivery: 'ship',
    destination: { country: 'DE', postalCode: '50968' },
    lines: [],
    shipments: numbers.map((trackingNumber, index) => ({
      id: `s${index}`,
      status: 'open',
      carrier,
      trackingNumber,
      createdAt: at,
      lines: [],
    })),
    ...over,
  };
}

export function toldOrder(brandId: string, order: Order, isHistory = false) {
  const data = {
    receiptId: 'r',
    source: 'shop',
    receivedAt: order.updatedAt,
    isHistory,
    order,
    contact: null,
  };
  return { brandId, data };
}
