import type { Envelope, RecordedOrder } from '@tidings/contracts';
import { commerceOrderRecorded } from '@tidings/contracts';
import { createDatabase, waitingEvents } from '@tidings/database';
import { addHours } from '@tidings/domain';
import { type AdvanceableClock, type Brand, type Brands, createLogger } from '@tidings/platform';
import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { CryptoReceiptIdentity } from '../adapters/crypto/crypto-receipt-identity.js';
import { ConfiguredShops } from '../adapters/plugins/configured-shops.js';
import { ConfiguredSources } from '../adapters/plugins/configured-sources.js';
import { IntakeRepository } from '../adapters/postgres/intake.repository.js';
import { ShopTaskRepository } from '../adapters/postgres/shop-task.repository.js';
import { TrackingRepository } from '../adapters/postgres/tracking.repository.js';
import { HttpShopApi } from '../adapters/source-api/http-shop-api.js';
import { DeliveryCounts } from '../core/count-deliveries.js';
import { ReceiveDelivery } from '../core/receive-delivery.js';
import { AskShop } from '../core/shops/ask-shop.js';
import { KeepShop, type SubscriptionNotice } from '../core/shops/keep-shop.js';
import type { KeptShop } from '../core/shops/kept-shop.js';
import { PublishLinks } from '../core/shops/publish-links.js';
import type { OrderPages } from '../ports/order-pages.js';
import { type FakeOrder, orderJson } from './fake-shopify.js';

const PUBLIC_URL = 'https://in.example';

/** A Shopify shop of a brand that is asked at a fake API. */
export function askedShop(baseUrl: string, over: object = {}): Brand['sources'][number] {
  const client = { shop: 'acme.myshopify.com', accessToken: 'shpat_1', baseUrl };
  return {
    id: 'lamps',
    kind: 'storefront',
    plugin: 'shopify',
    secrets: ['shop-secret'],
    rank: 0,
    settings: { client, ...over },
  };
}

/** One replica of what asks the shops, over a database and fake shops, by a clock of the spec's own. */
export class ShopDesk {
  readonly db: Kysely<unknown>;
  readonly notices: SubscriptionNotice[] = [];
  readonly links: PublishLinks;
  /** By order number; an order that is not there has no page yet. */
  readonly pages = new Map<string, string>();
  readonly #keep: KeepShop;
  readonly #shop: KeptShop;
  readonly #clock: AdvanceableClock;
  readonly #receive: ReceiveDelivery;
  readonly #sources: ConfiguredSources;
  readonly #intakes: IntakeRepository;
  readonly #api: HttpShopApi;

  constructor(databaseUrl: string, brands: Brands, clock: AdvanceableClock) {
    const log = createLogger({ service: 'spec', level: 'silent' });
    this.db = createDatabase<unknown>({
      url: databaseUrl,
      schema: 'ingestion',
      applicationName: 'spec',
      log,
    });
    this.#clock = clock;
    this.#intakes = new IntakeRepository(this.db, { maxPending: 1_000, onMessages: () => undefined });
    this.#sources = new ConfiguredSources(brands);
    const kept = new ConfiguredShops(this.#sources, PUBLIC_URL);
    const shop = kept.find({ brandId: 'acme', source: 'lamps' });
    if (shop === undefined) throw new Error('the shop is not asked');
    this.#shop = shop;
    this.#api = new HttpShopApi(kept.all, { timeoutMs: 800, maxAnswerBytes: 1_000_000 });
    const counts = new DeliveryCounts();
    const tasks = new ShopTaskRepository(this.db);
    const dice = () => 0.5;
    const parts = { clock, dice, counts };
    const shops = new AskShop({
      ...parts,
      feeds: new TrackingRepository(this.db),
      api: this.#api,
      pause: async (ms) => clock.advanceTo(addHours(clock.now(), ms / 3_600_000)),
      onFailure: () => undefined,
    });
    const pages: OrderPages = { addressOf: async (_, number) => this.pages.get(number) ?? null };
    this.links = new PublishLinks({ tasks, shops, kept, pages, clock });
    this.#receive = new ReceiveDelivery({
      intakes: this.#intakes,
      identity: new CryptoReceiptIdentity(),
      counts,
      clock,
    });
    this.#keep = new KeepShop({
      ...parts,
      tasks,
      shops,
      links: this.links,
      receive: this.#receive,
      newId: randomUUID,
      parse: (body) => JSON.parse(Buffer.from(body).toString()) as unknown,
      onSubscriptions: (_, notice) => void this.notices.push(notice),
    });
  }

  begin(): Promise<void> {
    return this.#keep.begin(this.#shop);
  }

  /** Does what is due for so long, step by step. */
  async work(hours = 0.01, stepHours = 0.01): Promise<void> {
    const endsAt = addHours(this.#clock.now(), hours);
    do {
      while (await this.#keep.round(this.#shop));
      this.#clock.advanceHours(stepHours);
    } while (this.#clock.now() < endsAt);
  }

  /** A webhook of the shop, signature and all behind it. */
  async deliver(topic: string, payload: unknown): Promise<void> {
    const source = this.#sources.find({ brandId: 'acme', source: 'lamps' });
    if (source === undefined) throw new Error('the shop is not configured');
    const body = Buffer.from(JSON.stringify(payload));
    const causation = { correlationId: randomUUID(), causationId: null, traceparent: null };
    const key = { brandId: 'acme', source: 'lamps' };
    const delivery = { ...key, body, payload, topic, isHistory: false, isStrict: false, causation };
    await this.#receive.receive(delivery, source.interpret);
  }

  deliverOrder(order: FakeOrder): Promise<void> {
    return this.deliver('orders/updated', orderJson(order));
  }

  /** The orders that were told, oldest first. */
  async told(): Promise<readonly RecordedOrder[]> {
    const events = await waitingEvents(this.db, commerceOrderRecorded.subject);
    return events.map(({ payload }) => (JSON.parse(payload) as Envelope<RecordedOrder>).data);
  }

  async tellLinks(): Promise<void> {
    await this.links.onOrders((await this.told()).map((data) => ({ brandId: 'acme', data })));
  }

  async close(): Promise<void> {
    this.#api.close();
    await this.#intakes.onApplicationShutdown();
    await this.db.destroy();
  }
}
