import { parseArgs } from 'node:util';
import { killServices, natsOutage, postgresCrash, postgresRestart } from './disturbance.js';
import { fuzzReaders } from './fuzz-readers.js';
import { type ChaosAccount, playChaos } from './play-chaos.js';
import { playTicketChaos } from './tickets/play-ticket-chaos.js';

/** `npm run chaos`: breaks everything that can break, and exits with 1 naming what does not balance afterwards. */
const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    seeds: { type: 'string', default: '1,2,3,4,5' },
    only: { type: 'string' },
    'outage-seconds': { type: 'string', default: '60' },
    /** How many mutated bodies the readers of all sources are given. */
    bodies: { type: 'string', default: '200000' },
  },
});

const WEBHOOKS = 2_000;
const PER_SECOND = 80;
const KILLS_PER_SERVICE = 3;
const TICKETS = { tickets: 100, perSecond: 8, killsPerReplica: 4 };

const seeds = values.seeds.split(',').map(Number);
const common = { webhooks: WEBHOOKS, perSecond: PER_SECOND };
const middle = WEBHOOKS / 2;

interface Run {
  readonly seeds: readonly number[];
  readonly play: (seed: number) => Promise<ChaosAccount>;
}

const runs: Readonly<Record<string, Run>> = {
  kill: {
    seeds,
    play: (seed) => {
      const disturbances = killServices({ seed, webhooks: WEBHOOKS, killsPerService: KILLS_PER_SERVICE });
      return playChaos({ ...common, seed, disturbances });
    },
  },
  tickets: { seeds, play: (seed) => playTicketChaos({ seed, ...TICKETS }) },
  nats: {
    seeds: [1],
    play: (seed) => {
      const disturbances = [natsOutage(middle, Number(values['outage-seconds']))];
      return playChaos({ ...common, seed, disturbances });
    },
  },
  postgres: {
    seeds: [1],
    play: (seed) => {
      const disturbances = [postgresRestart(middle / 2), postgresCrash(middle)];
      return playChaos({ ...common, seed, disturbances });
    },
  },
};

const FUZZ = 'fuzz';
const chosen = values.only === undefined ? [FUZZ, ...Object.keys(runs)] : values.only.split(',');
if (chosen.includes(FUZZ)) {
  const { problems, summary } = fuzzReaders({ seed: seeds[0] ?? 1, bodies: Number(values.bodies) });
  console.log(`${FUZZ}: ${problems.length === 0 ? 'nothing found' : 'FAULTS'}; ${summary}`);
  for (const problem of problems) console.log(`  ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}
for (const name of chosen.filter((each) => each !== FUZZ)) {
  const run = runs[name];
  if (run === undefined)
    throw new Error(`--only ${name}: there are ${[FUZZ, ...Object.keys(runs)].join(', ')}`);
  for (const seed of run.seeds) {
    const { problems, summary } = await run.play(seed);
    console.log(
      `${name}, seed ${seed}: ${problems.length === 0 ? 'balanced' : 'DOES NOT BALANCE'}; ${summary}`,
    );
    for (const problem of problems.slice(0, 20)) console.log(`  ${problem}`);
    if (problems.length > 20) console.log(`  and ${problems.length - 20} more`);
    if (problems.length > 0) process.exitCode = 1;
  }
}
