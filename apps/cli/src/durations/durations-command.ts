import { durationsRead } from '@tidings/contracts';
import type { CliCommand } from '../command.js';
import { withRpc } from '../with-rpc.js';
import { tellDurations } from './tell-durations.js';

interface DurationsOptions {
  readonly brand: string;
  readonly json?: true;
}

const UNITS = `
"in 80 %" is the share of deliveries inside the interval that 80 % of them should be in, "width 80" that interval's mean
width in days by the clock; the same for 95 %. A leg is where the parcel was when the date was given, a lane where to.`;

/** `tidings durations`: whether a brand's estimates held. */
export const durationsCommand: CliCommand = (program, io) => {
  program
    .command('durations')
    .description('how often estimates held and how wide they were, by leg and lane')
    .requiredOption('--brand <id>', 'of this brand')
    .option('--json', 'as JSON: shares from 0 to 1, widths in hours')
    .addHelpText('after', UNITS)
    .action(async ({ brand: brandId, json }: DurationsOptions) => {
      const durations = await withRpc((rpc) => rpc.call(durationsRead, { brandId }));
      if (json === true) return io.print(`${JSON.stringify(durations, null, 2)}\n`);
      const { version, learnedAt, coverage } = durations;
      if (learnedAt === null) return io.remark(`${brandId} has learned from no delivery yet\n`);
      io.print(tellDurations(coverage));
      io.remark(`version ${version}, learned ${learnedAt}\n`);
    });
};
