import { startInfrastructure } from '../harness/start-infrastructure.js';
import { withTeardown } from '../harness/teardown.js';
import { playUntil } from '../product/play-until.js';
import { stories } from '../stories/all-stories.js';
import { checkAccount } from './check-account.js';
import { gatherAccount } from './gather-account.js';
import { printAccount } from './print-account.js';

/** A Monday morning. */
const STARTS_AT = '2026-03-02T08:00:00.000Z';
const DAYS = 9;
const EVERYDAY_STORIES = 28;

/** Plays the stories over days of advanced clock, and checks them against the mailbox and the API. */
async function tour(): Promise<number> {
  return withTeardown(async (teardown) => {
    const infrastructure = await startInfrastructure(teardown, { isDurable: false });
    const { product } = await playUntil(teardown, {
      infrastructure,
      startsAt: STARTS_AT,
      hours: DAYS * 24,
      everydayStories: EVERYDAY_STORIES,
    });
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
