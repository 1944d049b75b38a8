import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import { parcelStory } from '../feed/parcel-story.js';
import { shuffleStories } from '../feed/shuffle-stories.js';
import { webhookBody } from '../feed/webhook-body.js';
import { loadOrders } from '../harness/load-orders.js';
import type { BacklogSources } from '../harness/read-backlog.js';
import { SERVICE_NAMES, type Services, startServices } from '../harness/services.js';
import { startInfrastructure } from '../harness/start-infrastructure.js';
import { withTeardown } from '../harness/teardown.js';
import { untilIdle } from '../harness/until-idle.js';
import { testBrands } from '../harness/write-brands.js';
import { balanceBooks } from './balance-books.js';
import type { Disturbance } from './disturbance.js';
import { readBooks } from './read-books.js';
import { type Delivery, sendLikeACarrier } from './retrying-carrier.js';
import { shortenAckWaits } from './shorten-ack-waits.js';
import { Striker } from './strike-in-time.js';

export interface ChaosPlan {
  readonly seed: number;
  /** About how many webhooks are sent, repeats included, over all brands. */
  readonly webhooks: number;
  readonly perSecond: number;
  readonly disturbances: readonly Disturbance[];
}

export interface ChaosAccount {
  /** What does not balance; empty when all is well. */
  readonly problems: readonly string[];
  /** What happened, in one line. */
  readonly summary: string;
}

const REPEAT_SHARE = 0.1;
const WEBHOOKS_PER_STORY = 11 / (1 - REPEAT_SHARE);
const DAY_MS = 86_400_000;
/** What was under way when a notifier was killed waits this long for another; by default a minute. */
const LEASE_SECONDS = 10;
/** Longer than any batch takes. */
const LAST_ACK_WAIT_SECONDS = 5;
const SETTLE_TIMEOUT_MS = 180_000;

/** Plays a stream of webhooks while things break, waits until all is done, and balances the books. */
export function playChaos(plan: ChaosPlan): Promise<ChaosAccount> {
  return withTeardown(async (teardown) => {
    const infrastructure = await startInfrastructure(teardown, { isDurable: true });
    const { endsAt, speaksFrom } = feedTimes();
    const services = await startServices(teardown, {
      infrastructure,
      brands: { breakerHourlyFloor: 1_000_000, speaksFrom },
      env: { LEASE_SECONDS: String(LEASE_SECONDS) },
    });
    const storyCount = Math.round(plan.webhooks / WEBHOOKS_PER_STORY / testBrands.length);
    const stories = Array.from({ length: storyCount }, (_, index) => parcelStory(index, endsAt));
    for (const brand of testBrands) await loadOrders({ url: services.ingestion.url, brand, stories });
    await withSources(infrastructure, (sources) => untilIdle(sources, SETTLE_TIMEOUT_MS));

    const striker = new Striker(plan.disturbances, { services, infrastructure });
    const startedAt = performance.now();
    const { accepted, retries } = await sendLikeACarrier({
      url: services.ingestion.url,
      deliveries: deliveriesOf(plan.seed, storyCount, endsAt),
      perSecond: plan.perSecond,
      onAccepted: striker.onAccepted,
    });
    await striker.finish();
    const settledMs = await withSources(infrastructure, async (sources) => {
      await shortenAckWaits(sources.connection, LAST_ACK_WAIT_SECONDS);
      return untilIdle(sources, SETTLE_TIMEOUT_MS);
    });
    const seconds = Math.round((performance.now() - startedAt) / 1_000);

    const problems = balanceBooks({
      brands: testBrands.map(({ id, sender }) => ({ brandId: id, sender, stories })),
      accepted,
      struck: striker.struck,
      mails: infrastructure.mail.mails,
      ...(await withSources(infrastructure, readBooks)),
    });
    const messageIds = new Set(infrastructure.mail.mails.map(({ messageId }) => messageId)).size;
    const summary =
      `${accepted.length} webhooks accepted after ${retries} retries, ${striker.struck.length} disturbances ` +
      `(${countsOf(striker.struck.map(({ what }) => what))}), ${messageIds} messages, ` +
      `${infrastructure.mail.mails.length - messageIds} repeated on the wire, crashes ${crashesOf(services)}; ` +
      `${seconds} s, the last ${Math.round(settledMs / 1_000)} to settle`;
    return { problems, summary };
  });
}

/** Stories end when the run starts; the brands have spoken for a month. */
function feedTimes(): { readonly endsAt: string; readonly speaksFrom: string } {
  const nowMs = Date.now();
  return { endsAt: new Date(nowMs).toISOString(), speaksFrom: new Date(nowMs - 30 * DAY_MS).toISOString() };
}

/** Each brand's own shuffle of the same stories, dealt out in turn. */
function deliveriesOf(seed: number, stories: number, endsAt: string): Delivery[] {
  const shuffles = testBrands.map((brand, index) =>
    shuffleStories({ seed: seed * testBrands.length + index, stories, repeatShare: REPEAT_SHARE }).map(
      (webhook): Delivery => ({ brand, body: webhookBody(webhook, endsAt) }),
    ),
  );
  const longest = Math.max(...shuffles.map(({ length }) => length));
  return Array.from({ length: longest }, (_, position) =>
    shuffles.flatMap((deliveries) => deliveries[position] ?? []),
  ).flat();
}

/** Connections of its own each time: those of before may have broken with their servers. */
export async function withSources<Result>(
  {
    postgres,
    nats,
  }: { readonly postgres: { readonly url: string }; readonly nats: { readonly url: string } },
  use: (sources: BacklogSources) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Pool({ connectionString: postgres.url, max: 2 });
  client.on('error', () => undefined);
  try {
    const connection = await connect({ servers: nats.url });
    try {
      return await use({ client, connection });
    } finally {
      await connection.close();
    }
  } finally {
    await client.end();
  }
}

function countsOf(names: readonly string[]): string {
  const groups = Map.groupBy(names, (name) => name);
  return [...groups].map(([name, { length }]) => `${name} ${length}`).join(', ');
}

function crashesOf(services: Services): number {
  return SERVICE_NAMES.reduce((sum, name) => sum + services[name].crashes, 0);
}
