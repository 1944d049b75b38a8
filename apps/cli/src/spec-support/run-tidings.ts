import { runCli } from '../run-cli.js';

export interface CliRun {
  readonly exitCode: number;
  readonly printed: string;
  readonly remarked: string;
}

/** Runs `tidings <args>` on 22 November 2026 at noon, with nothing on its standard input. */
export async function runTidings(...args: string[]): Promise<CliRun> {
  const out = { printed: '', remarked: '' };
  const exitCode = await runCli(args, {
    readStdin: () => Promise.resolve(Buffer.alloc(0)),
    print: (text) => (out.printed += text),
    remark: (text) => (out.remarked += text),
    now: () => '2026-11-22T12:00:00.000Z',
  });
  return { exitCode, ...out };
}
