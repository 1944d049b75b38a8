import { describe, expect, it } from '@jest/globals';
import { killServices, natsOutage, postgresCrash } from './disturbance.js';
import { playChaos } from './play-chaos.js';

const TIMEOUT_MS = 240_000;
const webhooks = 1_000;
const middle = webhooks / 2;

/** One seed, shortened, of what `npm run chaos` plays at length; it needs `dist`, which `npm test` builds first. */
describe('services that are killed in mid-stream, while NATS goes and Postgres crashes', () => {
  it(
    'lose nothing, decide nothing twice and send nothing twice but what was under way',
    async () => {
      const { problems } = await playChaos({
        seed: 1,
        webhooks,
        perSecond: 150,
        disturbances: [
          ...killServices({ seed: 1, webhooks, killsPerService: 1 }),
          natsOutage(middle, 5),
          postgresCrash(middle * 1.5),
        ],
      });
      expect(problems).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
