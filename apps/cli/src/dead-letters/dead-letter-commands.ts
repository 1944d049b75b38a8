import {
  type DeadLetter,
  type DeadLetterFilter,
  readDeadLetters,
  replayDeadLetters,
} from '@tidings/messaging';
import { type Command, InvalidArgumentError } from 'commander';
import type { CliCommand } from '../command.js';
import { withBus } from '../with-bus.js';

interface FilterOptions {
  readonly subject?: string;
  readonly consumer?: string;
  readonly sequence?: number;
}

function filtered(command: Command): Command {
  return command
    .option('--subject <subject>', 'of this subject only; NATS wildcards are allowed')
    .option('--consumer <durable>', 'of this consumer only')
    .option('--sequence <number>', 'this one only', toSequence);
}

function toSequence(text: string): number {
  const sequence = Number(text);
  if (!Number.isSafeInteger(sequence) || sequence < 1)
    throw new InvalidArgumentError('a whole number from 1 on');
  return sequence;
}

function toFilter({ subject, consumer, sequence }: FilterOptions): DeadLetterFilter {
  return {
    ...(subject !== undefined && { subject }),
    ...(consumer !== undefined && { durable: consumer }),
    ...(sequence !== undefined && { sequence }),
  };
}

function describe({ sequence, at, subject, durable, deliveries, reason }: DeadLetter): string {
  return `${sequence}  ${at}  ${subject}  ${durable}  after ${deliveries} deliveries: ${reason}\n`;
}

/** `tidings dead-letters`: events that a consumer gave up on, with the reason, oldest first. */
export const deadLettersCommand: CliCommand = (program, io) => {
  filtered(program.command('dead-letters').description('list events that a consumer gave up on')).action(
    (options: FilterOptions) =>
      withBus(async (bus) => {
        let count = 0;
        for await (const letter of readDeadLetters(bus, toFilter(options))) {
          io.print(describe(letter));
          count += 1;
        }
        if (count === 0) io.remark('there are none\n');
      }),
  );
};

/** `tidings replay`: gives them to the same consumer again. What would speak about the past is refused and stays listed. */
export const replayCommand: CliCommand = (program, io) => {
  filtered(program.command('replay').description('give dead letters to their consumer again')).action(
    (options: FilterOptions) =>
      withBus(async (bus) => {
        const { replayed, refused } = await replayDeadLetters(bus, {
          filter: toFilter(options),
          asOf: io.now(),
        });
        io.print(`replayed: ${replayed}\n`);
        for (const { letter, reason } of refused)
          io.print(`refused: ${letter.sequence}  ${letter.subject}: ${reason}\n`);
      }),
  );
};
