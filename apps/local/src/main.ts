import { parseArgs } from 'node:util';
import { connect } from '@nats-io/transport-node';
import type { DecisionView } from '@tidings/contracts';
import { addHours } from '@tidings/domain';
import { AdvanceableClock, SystemClock } from '@tidings/platform';
import pg from 'pg';
import { type Infrastructure, startInfrastructure } from './harness/start-infrastructure.js';
import { withTeardown } from './harness/teardown.js';
import { serveMailbox } from './mailbox/serve-mailbox.js';
import { runClock } from './product/run-clock.js';
import { type Product, startProduct } from './product/start-product.js';
import { TimeLapse } from './product/time-lapse.js';
import { everydayStory, stories } from './stories/all-stories.js';

/** One every six hours: a month of ordinary traffic. */
const EVERYDAY_STORIES = 120;
const brandsFolder = new URL('../../../brands', import.meta.url).pathname;

const { values: options } = parseArgs({
  args: process.argv.slice(2),
  /** The first of a row of a dozen. */
  options: { port: { type: 'string', default: '3000' } },
});
const firstPort = Number(options.port);
if (!Number.isInteger(firstPort) || firstPort < 1 || firstPort > 65_000)
  throw new Error(`--port ${options.port}: is a number from 1 to 65000`);

/** `npm start`: the whole product on this machine, with customers, a shop and a carrier that keep it busy. */
await withTeardown(async (teardown) => {
  const startsAt = `${new SystemClock().now().slice(0, 13)}:00:00.000Z`;
  const clock = new AdvanceableClock(startsAt);
  const infrastructure = await startInfrastructure(teardown, { isDurable: true });
  const product = await startProduct(teardown, {
    infrastructure,
    brandsFolder,
    clock,
    logLevel: 'warn',
    firstPort,
  });
  const client = teardown.add(new pg.Pool({ connectionString: infrastructure.postgres.url, max: 2 }), (it) =>
    it.end(),
  );
  client.on('error', () => undefined);
  const connection = teardown.add(await connect({ servers: infrastructure.nats.url }), (it) => it.close());
  const { webhooks } = product.helpdesk.zendesk;
  const lapse = new TimeLapse(clock, { client, connection, webhooks }, (brandId) => product.doorsOf(brandId));
  const everyday = Array.from({ length: EVERYDAY_STORIES }, (_, index) => everydayStory(index));
  const played = [...stories, ...everyday];
  for (const story of played) lapse.add(story, startsAt);

  const running = teardown.add(
    runClock(clock, (target) => lapse.advanceTo(target)),
    (it) => it.stop(),
  );
  const mailbox = await serveMailbox(
    {
      mails: infrastructure.mail.mails,
      orders: () =>
        played
          .filter(({ startsAfterHours = 0 }) => addHours(startsAt, startsAfterHours) <= clock.now())
          .map(({ orderNumber, title }) => ({ number: orderNumber, title })),
      decisionsOf: async (orderNumber) => {
        const authorization = `Bearer ${product.doorsOf('northwind').apiKey}`;
        const path = `${product.urls.engine}/v1/decisions?order=${encodeURIComponent(orderNumber)}`;
        const answer = await fetch(path, { headers: { authorization } });
        return ((await answer.json()) as { decisions: DecisionView[] }).decisions;
      },
      clock: {
        now: () => clock.now(),
        isRunning: () => running.isRunning(),
        toggle: () => running.toggle(),
        advanceHours: (hours) => running.advanceTo(addHours(clock.now(), hours)),
      },
    },
    firstPort,
  );
  teardown.add(mailbox, (it) => it.close());
  process.stdout.write(describeDoors(product, infrastructure));
  throw await product.fatal;
});

function describeDoors(product: Product, { nats, postgres }: Infrastructure): string {
  return [
    'Tidings runs on this machine. Ctrl-C ends it, and leaves nothing behind.',
    `  Mailbox, orders and the clock   http://127.0.0.1:${firstPort}`,
    `  Helpdesk, as its agents see it  ${product.helpdesk.zendesk.url}/agent`,
    `  Ingestion                       ${product.urls.ingestion}`,
    `  Order pages, linked by mails    ${product.urls.portal}/t/<token>`,
    `  Decisions and cases             ${product.urls.engine}/v1/decisions?order=NW-2001`,
    `  Order status, for bots          ${product.urls.answers}/v1/order-status?order_number=NW-2001&email=ada.marsh@shopper.example`,
    `  Northwind's API key             ${product.doorsOf('northwind').apiKey}   (Authorization: Bearer <key>)`,
    `  Command line                    NATS_URL=${nats.url} node apps/cli/dist/main.js policy versions --brand northwind`,
    `  Database                        ${postgres.url}`,
    '',
  ].join('\n');
}
