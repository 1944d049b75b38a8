import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { benchPipeline, type Figures } from './bench-pipeline.js';

/** `npm run bench -- <name>`: a readable account, then one line of JSON with the figures. */
const { positionals, values } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    rate: { type: 'string' },
    seconds: { type: 'string' },
    /** A service whose processor profile is written to the given folder. */
    profile: { type: 'string' },
    'profile-folder': { type: 'string', default: tmpdir() },
  },
});

const benches: Readonly<Record<string, () => Promise<Figures>>> = {
  pipeline: () =>
    benchPipeline({
      isShort: values.short,
      seconds: values.seconds === undefined ? undefined : Number(values.seconds),
      perSecond: values.rate === undefined ? undefined : Number(values.rate),
      nodeOptions:
        values.profile === undefined
          ? {}
          : { [values.profile]: ['--cpu-prof', `--cpu-prof-dir=${values['profile-folder']}`] },
    }),
};

const [name = ''] = positionals;
const bench = benches[name];
if (bench === undefined) {
  console.error(`bench '${name}' is not known; there are: ${Object.keys(benches).join(', ')}`);
  process.exitCode = 1;
} else {
  console.log(JSON.stringify(await bench()));
}
