import { InvalidArgumentError } from 'commander';
import { addTally, emptyTally, judgeCriteria, summarise } from '@tidings/simulator';
import type { CliCommand } from '../command.js';
import { positiveNumber, wholeNumber } from '../read-options.js';
import { evaluateAll } from './evaluate-all.js';
import { tellEvaluation, type Evaluated } from './tell-evaluation.js';

interface EvaluateOptions {
  readonly seeds: readonly number[];
  readonly orders: number;
  readonly hazards: readonly number[];
  readonly workers: number;
  readonly json: boolean;
}

const EXPLAINED = `
Each seed is a world of its own; the shop begins in it without any experience and learns from what it delivers. What is
decided is decided by the real fold, forecast and policy, from what has arrived by then; the truth only judges.
A stall is found if we speak while it lasts; a parcel is falsely called silent if we ever do while none lasts. An interval
is judged at each step of a delivered parcel, as it was first said. Status messages are what ordinary apps send: one
whenever the carrier's status changes. The criteria hold for hazards x1; the other factors show how far they carry.`;

export const evaluateCommand: CliCommand = (program, io) => {
  program
    .command('evaluate')
    .description('Plays simulated worlds through the real policy and counts what it made of them')
    .option('--seeds <list>', 'worlds, separated by commas', wholeNumbers, [1])
    .option('--orders <number>', 'orders in each world', wholeNumber, 1_000)
    .option('--hazards <list>', 'how much more often things go wrong', factors, [1, 0.5, 2])
    .option('--workers <number>', 'worlds that are played at the same time; 0: one per core', wholeNumber, 0)
    .option('--json', 'print the figures as one JSON object', false)
    .addHelpText('after', EXPLAINED)
    .action(async ({ seeds, orders, hazards, workers, json }: EvaluateOptions) => {
      const startedAt = performance.now();
      const worlds = hazards.flatMap((factor) => seeds.map((seed) => ({ factor, seed, orders })));
      const tallies = await evaluateAll(worlds, workers);
      const evaluated: readonly Evaluated[] = hazards.map((factor) => {
        const sum = emptyTally();
        worlds.forEach((world, index) => {
          const tally = tallies[index];
          if (world.factor === factor && tally !== undefined) addTally(sum, tally);
        });
        const summary = summarise(sum);
        return { factor, summary, criteria: judgeCriteria(summary) };
      });
      const results = evaluated.map(({ factor, ...result }) => ({ hazards: factor, ...result }));
      io.print(json ? `${JSON.stringify({ seeds, orders, results })}\n` : tellEvaluation(evaluated));
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      io.remark(`${worlds.length} worlds of ${orders} orders in ${seconds} s\n`);
    });
};

function listOf(text: string, read: (item: string) => number): readonly number[] {
  const numbers = text.split(',').map(read);
  if (new Set(numbers).size !== numbers.length) throw new InvalidArgumentError('each only once');
  return numbers;
}

function wholeNumbers(text: string): readonly number[] {
  return listOf(text, wholeNumber);
}

function factors(text: string): readonly number[] {
  return listOf(text, positiveNumber);
}
