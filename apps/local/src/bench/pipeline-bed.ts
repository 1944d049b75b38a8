import { connect, type NatsConnection } from '@nats-io/transport-node';
import pg from 'pg';
import {
  type InterleaveOptions,
  interleaveStories,
  type ScheduledWebhook,
} from '../feed/interleave-stories.js';
import { parcelStory } from '../feed/parcel-story.js';
import { loadOrders } from '../harness/load-orders.js';
import type { BacklogSources } from '../harness/read-backlog.js';
import { type ServiceName, type Services, startServices } from '../harness/services.js';
import { type Infrastructure, startInfrastructure } from '../harness/start-infrastructure.js';
import type { Teardown } from '../harness/teardown.js';
import { untilIdle } from '../harness/until-idle.js';
import { testBrands } from '../harness/write-brands.js';
import { SHIPPED_SETTINGS } from './shipped-settings.js';
import { webhookRequest } from './webhook-request.js';

const DAY_MS = 86_400_000;
const DRAIN_TIMEOUT_MS = 180_000;

export interface BedOptions {
  readonly feed: InterleaveOptions;
  readonly nodeOptions: Partial<Record<ServiceName, readonly string[]>>;
  /** Of Postgres, beyond what every run needs. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The running product with a feed of webhooks that goes on where the last stretch ended. */
export interface PipelineBed {
  readonly infrastructure: Infrastructure;
  readonly services: Services;
  readonly sources: BacklogSources;
  /** The next requests of the feed; the orders they are about are known when this resolves. */
  takeRequests(count: number): Promise<readonly Buffer[]>;
  /** Waits until everything that was taken on is done. @returns milliseconds that it took */
  drain(): Promise<number>;
}

export async function startPipelineBed(teardown: Teardown, options: BedOptions): Promise<PipelineBed> {
  const settings = { ...SHIPPED_SETTINGS, ...options.settings };
  const infrastructure = await startInfrastructure(teardown, { isDurable: true, settings });
  const startedAtMs = Date.now();
  const endsAt = new Date(startedAtMs).toISOString();
  const services = await startServices(teardown, {
    infrastructure,
    brands: { breakerHourlyFloor: 10_000_000, speaksFrom: new Date(startedAtMs - 30 * DAY_MS).toISOString() },
    nodeOptions: options.nodeOptions,
  });
  const sources = await openSources(teardown, infrastructure);
  const [brand] = testBrands;
  const feed = interleaveStories(options.feed);
  let loadedOrders = 0;

  const loadUpTo = async (count: number): Promise<void> => {
    const missing = Math.max(0, count - loadedOrders);
    const stories = Array.from({ length: missing }, (_, n) => parcelStory(loadedOrders + n, endsAt));
    await loadOrders({ url: services.ingestion.url, brand, stories });
    loadedOrders += missing;
  };
  const drain = (): Promise<number> => untilIdle(sources, DRAIN_TIMEOUT_MS);
  return {
    infrastructure,
    services,
    sources,
    drain,
    async takeRequests(count) {
      const webhooks: ScheduledWebhook[] = Array.from({ length: count }, () => feed.next().value);
      await loadUpTo(Math.max(...webhooks.map(({ storyIndex }) => storyIndex)) + 1);
      await drain();
      return webhooks.map((webhook) => webhookRequest(webhook, { brand, endsAt }));
    },
  };
}

async function openSources(teardown: Teardown, { postgres, nats }: Infrastructure): Promise<BacklogSources> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  teardown.add(client, (it) => it.end());
  const connection: NatsConnection = await connect({ servers: nats.url });
  teardown.add(connection, (it) => it.close());
  return { client, connection };
}
