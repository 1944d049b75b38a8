import { describe, expect, it } from '@jest/globals';
import { playTicketChaos } from './play-ticket-chaos.js';

const TIMEOUT_MS = 240_000;

/** One seed, shortened, of what `npm run chaos -- --only tickets` plays at length; it needs `dist`. */
describe('two replicas of deflection, killed while webhooks come twice, out of turn or not at all,', () => {
  it(
    'answer each ticket once and take back once what turned false, hand it over once, or leave it alone with a reason',
    async () => {
      const { problems, summary } = await playTicketChaos({
        seed: 1,
        tickets: 36,
        perSecond: 6,
        killsPerReplica: 2,
      });
      expect(problems).toEqual([]);
      expect(summary).toMatch(/4 kills/);
      expect(summary).toMatch(/6 corrected/);
    },
    TIMEOUT_MS,
  );
});
