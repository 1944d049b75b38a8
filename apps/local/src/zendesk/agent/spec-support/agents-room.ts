import { answersOrderGet, orderSnapshotUpdated, toOutgoing } from '@tidings/contracts';
import { addHours, type OrderSnapshot } from '@tidings/domain';
import { connectBus, createRpcClient, Publisher } from '@tidings/messaging';
import { createLogger } from '@tidings/platform';
import { launchChromium } from '@tidings/testing';
import { SignJWT } from 'jose';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Frame,
  FrameLocator,
  Page,
  Route,
} from 'playwright-core';
import { startTestInfrastructure } from '../../../harness/spec-support/start-test-infrastructure.js';
import type { Teardown } from '../../../harness/teardown.js';
import { until } from '../../../harness/until.js';
import { playUntil } from '../../../product/play-until.js';
import type { Product } from '../../../product/start-product.js';
import { DeedPlayer } from '../../../stories/play-deed.js';
import type { Ticket } from '../../desk-state.js';

const BRAND = 'northwind';
/** A Monday morning. */
const STARTS_AT = '2026-03-02T08:00:00.000Z';
/** One story is between two alarms and its delivery, one waits for its customer, one was never collected. */
const HOURS = 52;
const STORIES = ['NW-2002', 'NW-2003', 'NW-2005'];
const SETTLE_TIMEOUT_MS = 30_000;

export interface Seen {
  readonly page: Page;
  /** The app, in its frame of another origin. */
  readonly app: FrameLocator;
  readonly frame: Frame;
}

/** What a token of the app would say; left out: what the right one says. */
export interface Forged {
  readonly key?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresInSeconds?: number;
}

/** Every service, the emulated helpdesk and a browser, as an agent has them before them on a Wednesday at noon. */
export class AgentsRoom {
  readonly #product: Product;
  readonly #browser: Browser;
  readonly #natsUrl: string;
  readonly #contexts = new Map<string, Promise<BrowserContext>>();

  private constructor(product: Product, browser: Browser, natsUrl: string) {
    this.#product = product;
    this.#browser = browser;
    this.#natsUrl = natsUrl;
  }

  static async open(teardown: Teardown): Promise<AgentsRoom> {
    const browser = teardown.add(await launchChromium(), (it) => it.close());
    const infrastructure = await startTestInfrastructure(teardown);
    const { product, clock } = await playUntil(teardown, {
      infrastructure,
      startsAt: STARTS_AT,
      hours: HOURS,
      orderNumbers: STORIES,
      everydayStories: 0,
    });
    const room = new AgentsRoom(product, browser, infrastructure.nats.url);
    for (const number of ['NW-2101', 'NW-2102']) await room.#order(number, clock.now());
    return room;
  }

  get desk() {
    return this.#product.helpdesk.zendesk.desk;
  }

  /** A customer writes; null: the subject says all. */
  write(email: string, text: string): Ticket {
    const [name = ''] = email.split('@');
    return this.desk.open({ requester: { name, email }, subject: 'My order', text });
  }

  /** Until Tidings has written: a reply, or a note to the agents. */
  answered({ id }: Ticket): Promise<Ticket> {
    return until('the ticket is dealt with', SETTLE_TIMEOUT_MS, () => {
      const ticket = this.desk.find(id);
      return ticket.comments.length > 1 ? ticket : null;
    });
  }

  /** An agent opens the ticket. */
  async visit(
    { id }: Ticket,
    look: (seen: Seen) => Promise<void>,
    { before, ...options }: BrowserContextOptions & { before?: (page: Page) => Promise<void> } = {},
  ): Promise<void> {
    const page = await (await this.#contextFor(options)).newPage();
    try {
      await before?.(page);
      await page.goto(`${this.#product.helpdesk.zendesk.url}/agent/tickets/${id}`);
      const frame = page.frames()[1];
      if (frame === undefined) throw new Error('the page frames no app');
      await look({ page, app: page.frameLocator('#app'), frame });
    } finally {
      await page.close();
    }
  }

  /** One for all visits that look alike: what the app is made of is loaded once, as for an agent who opens the next ticket. */
  #contextFor(options: BrowserContextOptions): Promise<BrowserContext> {
    const key = JSON.stringify(options);
    const context =
      this.#contexts.get(key) ??
      this.#browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    this.#contexts.set(key, context);
    return context;
  }

  /** Signs the app's requests otherwise than the helpdesk would, and puts them to the service all the same. */
  async forge(page: Page, forged: Forged): Promise<void> {
    await page.route('**/agent/proxy', (route) => this.#proxy(route, forged));
  }

  /** The order has not been looked at for a day, by whatever fault of ours. */
  async leaveUnchecked(orderNumber: string): Promise<void> {
    const log = createLogger({ service: 'spec', level: 'silent' });
    const bus = await connectBus({ servers: this.#natsUrl, name: 'spec', log });
    const rpc = createRpcClient({ servers: this.#natsUrl, name: 'spec' });
    const found = await rpc.call(answersOrderGet, { brandId: BRAND, by: { orderNumber } });
    if (found === null) throw new Error(`no order ${orderNumber}`);
    await new Publisher(bus).publish([unchecked(found.snapshot)]);
    await until('the snapshot is taken in', SETTLE_TIMEOUT_MS, async () => {
      const now = await rpc.call(answersOrderGet, { brandId: BRAND, by: { orderNumber } });
      return now !== null && now.snapshot.version > found.snapshot.version ? true : null;
    });
    await rpc.close();
    await bus.close();
  }

  /** One customer has two of them. */
  async #order(number: string, now: string): Promise<void> {
    const lines = [{ id: '1', title: 'Merino base layer', quantity: 1 }];
    const order = { number, name: 'Hal Penn', email: 'hal.penn@shopper.example', lines };
    await new DeedPlayer(this.#product.doorsOf(BRAND)).play(
      { does: 'order', order },
      { startedAt: now, now },
    );
    const rpc = createRpcClient({ servers: this.#natsUrl, name: 'spec' });
    await until('the order is known', SETTLE_TIMEOUT_MS, () =>
      rpc.call(answersOrderGet, { brandId: BRAND, by: { orderNumber: number } }),
    );
    await rpc.close();
  }

  async #proxy(route: Route, forged: Forged): Promise<void> {
    const { settings, secureSettings } = this.#product.helpdesk.installation();
    const { url } = route.request().postDataJSON() as { url: string };
    const key = forged.key ?? secureSettings['shared_key'] ?? '';
    const token = await new SignJWT({ sub: String(this.desk.agent.id) })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(forged.issuer ?? 'northwind.zendesk.com')
      .setAudience(forged.audience ?? settings['backend_url'] ?? '')
      .setExpirationTime(Math.floor(Date.now() / 1_000) + (forged.expiresInSeconds ?? 60))
      .sign(new TextEncoder().encode(key));
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const { status, statusText } = answer;
    await route.fulfill({ json: { status, statusText, responseText: await answer.text() } });
  }
}

function unchecked(snapshot: OrderSnapshot) {
  const { brandId, asOf, version } = snapshot;
  return toOutgoing(orderSnapshotUpdated, {
    brandId,
    occurredAt: asOf,
    correlationId: 'spec',
    causationId: null,
    traceparent: null,
    data: {
      ...snapshot,
      version: version + 1_000,
      asOf: addHours(asOf, -24),
      validUntil: addHours(asOf, -12),
    },
  });
}
