import type { Pause, PauseScope } from '@tidings/messaging';
import { CONDITIONS } from '@tidings/domain';
import { type Command, Option } from 'commander';
import type { CliCommand } from '../command.js';
import { withPauseBoard } from './with-pause-board.js';

interface ScopeOptions {
  readonly brand?: string;
  readonly kind?: string;
  readonly source?: string;
}

function scoped(command: Command): Command {
  return command
    .option('--brand <id>', 'of this brand only')
    .addOption(new Option('--kind <condition>', 'of this kind only').choices(CONDITIONS))
    .option('--source <id>', 'only what this source of events led to');
}

function toScope({ brand, kind, source }: ScopeOptions): PauseScope {
  return { brandId: brand ?? null, kind: kind ?? null, source: source ?? null };
}

function describe({ brandId, kind, source }: PauseScope): string {
  const parts = [
    brandId ?? 'all brands',
    kind ?? 'all kinds',
    source === null ? 'all sources' : `source ${source}`,
  ];
  return parts.join(', ');
}

function toLine(pause: Pause): string {
  const why = pause.note === null ? '' : ` (${pause.note})`;
  return `${describe(pause)}: by the ${pause.by} since ${pause.since}${why}\n`;
}

export const pauseCommand: CliCommand = (program, io) => {
  scoped(
    program.command('pause').description('Let nothing leave until it is resumed; what wants to leave waits'),
  )
    .option('--note <text>', 'why, for whoever looks')
    .action(async ({ note, ...options }: ScopeOptions & { readonly note?: string }) => {
      const scope = toScope(options);
      await withPauseBoard((board) => board.pause(scope, { by: 'operator', note: note ?? null }));
      io.print(`paused: ${describe(scope)}\n`);
    });
};

export const resumeCommand: CliCommand = (program, io) => {
  scoped(
    program.command('resume').description('End every pause inside of the scope; what waited is decided anew'),
  ).action(async (options: ScopeOptions) => {
    const { ended, left } = await withPauseBoard(async (board) => ({
      ended: await board.resume(toScope(options)),
      left: await board.list(),
    }));
    for (const pause of ended) io.print(`resumed: ${toLine(pause)}`);
    if (ended.length === 0) io.remark(`nothing is paused inside of: ${describe(toScope(options))}\n`);
    for (const pause of left) io.remark(`still paused: ${toLine(pause)}`);
  });
};

export const pausesCommand: CliCommand = (program, io) => {
  program
    .command('pauses')
    .description('What is paused, by whom and since when')
    .action(async () => {
      const pauses = await withPauseBoard((board) => board.list());
      for (const pause of pauses) io.print(toLine(pause));
      if (pauses.length === 0) io.remark('nothing is paused\n');
    });
};
