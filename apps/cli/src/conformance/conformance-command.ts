import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findCarrierPlugin } from '@tidings/carriers';
import { z } from 'zod';
import { CommandFailed, type CliCommand } from '../command.js';
import { readOwnFixtures } from './own-fixtures.js';
import { readJourneys } from '../journey/read-journeys.js';
import { describeExpected, describeTold, isAsExpected, type Told } from './compare-reading.js';
import { formatTable } from './format-table.js';

const indexSchema = z.array(
  z.object({
    file: z.string(),
    /** The id of the source; more words may follow. */
    source: z.string(),
    expected: z.object({
      milestone: z.string().optional(),
      reason: z.string().nullish(),
      actor: z.string().optional(),
      accept: z.array(z.string()).optional(),
      error: z.string().optional(),
      note: z.string().optional(),
    }),
  }),
);
type Sample = z.infer<typeof indexSchema>[number];

export const conformanceCommand: CliCommand = (program, io) => {
  program
    .command('conformance')
    .description('Read a folder of sample payloads and compare them with what its index.json expects')
    .option('--payloads <folder>', 'with an index.json: [{ file, source, expected }]; else our own fixtures')
    .action(async ({ payloads: folder }: { payloads?: string }) => {
      const rows =
        folder === undefined
          ? readOwnFixtures(io.now())
          : await Promise.all((await readIndex(folder)).map((sample) => check(folder, sample, io.now())));
      io.print(formatTable(['sample', 'source', 'expected', 'read as', 'result'], rows));
      const count = (result: string): number => rows.filter((row) => row.at(-1) === result).length;
      io.print(
        `\n${count('ok')} as expected, ${count('DIFFERS')} not, ${count('no such source')} without a source here\n`,
      );
      if (count('DIFFERS') > 0) throw new CommandFailed('Some samples are not read as expected.');
    });
};

async function readIndex(folder: string): Promise<readonly Sample[]> {
  const file = path.join(folder, 'index.json');
  try {
    return indexSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read: ${String(error)}`, { cause: error });
  }
}

async function check(
  folder: string,
  { file, source, expected }: Sample,
  now: string,
): Promise<readonly string[]> {
  const [id = source] = source.split(' ');
  const plugin = findCarrierPlugin(id);
  if (plugin === undefined) return [file, id, describeExpected(expected), '', 'no such source'];
  const read = readJourneys(plugin, await readFile(path.join(folder, file)), now);
  const told: Told = 'error' in read ? read : read.journeys;
  const result = isAsExpected(expected, told) ? 'ok' : 'DIFFERS';
  return [file, id, describeExpected(expected), describeTold(told), result];
}
