import { HAZARDS, scaleHazards, simulate } from '@tidings/simulator';
import type { CliCommand } from '../command.js';
import { positiveNumber, wholeNumber } from '../read-options.js';

interface SimulateOptions {
  readonly seed: number;
  readonly orders: number;
  readonly hazards: number;
}

const BATCH = 500;

export const simulateCommand: CliCommand = (program, io) => {
  program
    .command('simulate')
    .description(
      'Plays a seeded carrier world and prints, as NDJSON, what would arrive with the truth beside it',
    )
    .option('--seed <number>', 'the same seed plays the same world', wholeNumber, 1)
    .option('--orders <number>', 'how many orders are placed', wholeNumber, 1_000)
    .option('--hazards <factor>', 'how much more often things go wrong', positiveNumber, 1)
    .action(({ seed, orders, hazards }: SimulateOptions) => {
      const lines: string[] = [];
      for (const entry of simulate({ seed, orders, hazards: scaleHazards(HAZARDS, hazards) })) {
        lines.push(JSON.stringify(entry));
        if (lines.length === BATCH) io.print(`${lines.splice(0).join('\n')}\n`);
      }
      if (lines.length > 0) io.print(`${lines.join('\n')}\n`);
    });
};
