import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { benchBacktest } from './bench-backtest.js';
import {
  benchClock,
  type ClockBenchOptions,
  SHORT_CLOCK_BENCH,
  USUAL_CLOCK_BENCH,
} from './clock/bench-clock.js';
import { benchCost } from './bench-cost.js';
import { benchDecide } from './decide/bench-decide.js';
import { benchNormalize } from './bench-normalize.js';
import { benchPipeline, type Figures } from './bench-pipeline.js';

/** `npm run bench -- <name>`: a readable account, then one line of JSON with the figures. */
const { positionals, values } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    rate: { type: 'string' },
    seconds: { type: 'string' },
    /** Live orders, for a smaller clock bench; a tenth of them is the table that it is held against. */
    live: { type: 'string' },
    /** Of them, how many wake in each round. */
    due: { type: 'string' },
    /** Services whose processor profiles are written to the given folder. */
    profile: { type: 'string', multiple: true, default: [] },
    'profile-folder': { type: 'string', default: tmpdir() },
  },
});

const nodeOptions = Object.fromEntries(
  values.profile.map((name) => [name, ['--cpu-prof', `--cpu-prof-dir=${values['profile-folder']}`]]),
);

interface ClockArguments {
  readonly short: boolean;
  readonly live?: string;
  readonly due?: string;
}

function clockOptions({ short, live, due }: ClockArguments): ClockBenchOptions {
  if (short) return SHORT_CLOCK_BENCH;
  const many = Number(live ?? USUAL_CLOCK_BENCH.live[1]);
  return {
    ...USUAL_CLOCK_BENCH,
    live: [Math.round(many / 10), many],
    due: Number(due ?? USUAL_CLOCK_BENCH.due),
  };
}

const benches: Readonly<Record<string, () => Figures | Promise<Figures>>> = {
  backtest: () => benchBacktest({ isShort: values.short }),
  clock: () => benchClock(clockOptions(values)),
  decide: () => benchDecide({ isShort: values.short }),
  normalize: () => benchNormalize({ isShort: values.short }),
  pipeline: () =>
    benchPipeline({
      isShort: values.short,
      seconds: values.seconds === undefined ? undefined : Number(values.seconds),
      perSecond: values.rate === undefined ? undefined : Number(values.rate),
      nodeOptions,
    }),
  cost: () =>
    benchCost({ perSecond: Number(values.rate ?? 200), seconds: Number(values.seconds ?? 20), nodeOptions }),
};

const [name = ''] = positionals;
const bench = benches[name];
if (bench === undefined) {
  console.error(`bench '${name}' is not known; there are: ${Object.keys(benches).join(', ')}`);
  process.exitCode = 1;
} else {
  console.log(JSON.stringify(await bench()));
}
