import { addHours } from '@tidings/domain';
import { AdvanceableClock } from '@tidings/platform';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import { startInfrastructure } from '../harness/start-infrastructure.js';
import { withTeardown } from '../harness/teardown.js';
import { startProduct } from '../product/start-product.js';
import { TimeLapse } from '../product/time-lapse.js';
import { everydayStory, stories } from '../stories/all-stories.js';
import { checkAccount } from './check-account.js';
import { gatherAccount } from './gather-account.js';
import { printAccount } from './print-account.js';

/** A Monday morning. */
const STARTS_AT = '2026-03-02T08:00:00.000Z';
const DAYS = 9;
const EVERYDAY_STORIES = 28;
const brandsFolder = new URL('../../../../brands', import.meta.url).pathname;

/** Plays the stories over days of advanced clock, and checks them against the mailbox and the API. */
async function tour(): Promise<number> {
  return withTeardown(async (teardown) => {
    const clock = new AdvanceableClock(STARTS_AT);
    const infrastructure = await startInfrastructure(teardown, { isDurable: false });
    const options = { infrastructure, brandsFolder, clock, logLevel: 'error', firstPort: 0 } as const;
    const product = await startProduct(teardown, options);
    const client = teardown.add(
      new pg.Pool({ connectionString: infrastructure.postgres.url, max: 2 }),
      (it) => it.end(),
    );
    client.on('error', () => undefined);
    const connection = teardown.add(await connect({ servers: infrastructure.nats.url }), (it) => it.close());
    const { webhooks } = product.helpdesk.zendesk;
    const lapse = new TimeLapse(clock, { client, connection, webhooks }, (brandId) =>
      product.doorsOf(brandId),
    );
    const everyday = Array.from({ length: EVERYDAY_STORIES }, (_, index) => everydayStory(index));
    for (const story of [...stories, ...everyday]) lapse.add(story, STARTS_AT);
    await lapse.advanceTo(addHours(STARTS_AT, DAYS * 24));

    const witnesses = { product, mails: infrastructure.mail.mails, sender: 'orders@northwind.example' };
    let failed = 0;
    for (const story of stories) {
      const account = await gatherAccount(story, witnesses);
      const problems = checkAccount(account);
      failed += problems.length;
      process.stdout.write(`${printAccount(account, problems)}\n\n`);
    }
    process.stdout.write(
      `${stories.length} stories over ${DAYS} days: ${infrastructure.mail.mails.length} mails, ${failed} problems\n`,
    );
    return failed;
  });
}

process.exitCode = (await tour()) === 0 ? 0 : 1;
