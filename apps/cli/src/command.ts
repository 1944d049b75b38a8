import type { Command } from 'commander';

/** The outside world of a command, so that tests can be one. */
export interface CliIo {
  readonly readStdin: () => Promise<Buffer>;
  /** Results, and nothing else: other programs read them. */
  readonly print: (text: string) => void;
  /** Everything that is for people only. */
  readonly remark: (text: string) => void;
  /** Real time, ISO 8601. */
  readonly now: () => string;
}

/** Adds one command to the program. An action that ends without a throw is exit code 0. */
export type CliCommand = (program: Command, io: CliIo) => void;

/** Ends with exit code 1: the command ran and found what it must not find. */
export class CommandFailed extends Error {}
