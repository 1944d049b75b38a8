import { RpcError } from '@tidings/messaging';
import { Command, CommanderError } from 'commander';
import { CommandFailed, type CliIo } from './command.js';
import { commands } from './commands.js';

const USAGE = 2;

/** Runs `tidings <command>`. Exit code 0: done; 1: the command says no; 2: it was called wrongly. */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  const program = new Command('tidings').description('Tidings from the command line').showHelpAfterError();
  program.exitOverride().configureOutput({ writeOut: io.print, writeErr: io.remark });
  for (const add of commands) add(program, io);
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    // What a service refuses is an answer, not a fault of the program.
    if (!(error instanceof CommandFailed || error instanceof RpcError)) throw error;
    io.remark(`${error.message}\n`);
    return 1;
  }
}
