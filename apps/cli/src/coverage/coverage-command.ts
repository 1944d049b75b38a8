import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { carrierPlugins, findCarrierPlugin, readJson, type CarrierPlugin } from '@tidings/carriers';
import { CommandFailed, type CliCommand } from '../command.js';
import { formatTable } from '../conformance/format-table.js';
import { coverageOfList, coverageOfReading } from './measure-coverage.js';

interface CoverageOptions {
  readonly source?: string;
  readonly codes?: string;
  readonly payloads?: string;
}

/** `tidings coverage`: how much of what the sources may send has a row. */
export const coverageCommand: CliCommand = (program, io) => {
  program
    .command('coverage')
    .description('print how many codes each source has rows for')
    .option('--source <id>', 'of this source only')
    .option('--codes <folder>', "compare with the source's own lists: *.tsv, the code in the first column")
    .option('--payloads <folder>', 'count the codes without a row in these payloads: *.json')
    .action(async ({ source, codes, payloads }: CoverageOptions) => {
      const plugins = source === undefined ? carrierPlugins : [required(source)];
      if (codes !== undefined) return io.print(await compareLists(required(source), codes));
      if (payloads !== undefined) return io.print(await countCodes(plugins, payloads, io.now()));
      const rows = plugins.flatMap(({ id, codeTables }) =>
        codeTables.map(({ name, rows: known }) => [id, name, String(Object.keys(known).length)]),
      );
      io.print(formatTable(['source', 'table', 'rows'], rows));
    });
};

function required(source: string | undefined): CarrierPlugin {
  const plugin = source === undefined ? undefined : findCarrierPlugin(source);
  if (plugin === undefined) throw new CommandFailed(`--source: one of ${carrierPlugins.map(({ id }) => id).join(', ')}`);
  return plugin;
}

async function compareLists(plugin: CarrierPlugin, folder: string): Promise<string> {
  const rows: string[][] = [];
  for (const file of await filesIn(folder, '.tsv')) {
    const [, ...lines] = (await readFile(path.join(folder, file), 'utf8')).split('\n');
    const codes = lines.map((line) => line.split('\t')[0]?.trim() ?? '').filter((code) => code !== '');
    const { table, missing } = coverageOfList(plugin, codes);
    const known = codes.length - missing.length;
    const examples = missing.slice(0, 8).join(' ');
    rows.push([file, table, String(codes.length), String(known), share(known, codes.length), examples]);
  }
  return formatTable(['list', 'table', 'codes', 'with a row', 'share', 'missing'], rows);
}

async function countCodes(plugins: readonly CarrierPlugin[], folder: string, now: string): Promise<string> {
  const totals = new Map(plugins.map(({ id }) => [id, { events: 0, unmapped: 0 }]));
  for (const file of await filesIn(folder, '.json')) {
    const body = await readFile(path.join(folder, file));
    for (const plugin of plugins) {
      const { events, unmapped } = coverageOfReading(
        readJson(plugin, body, { brandId: 'cli', source: plugin.id, receivedAt: now }),
      );
      const total = totals.get(plugin.id) ?? { events: 0, unmapped: 0 };
      totals.set(plugin.id, { events: total.events + events, unmapped: total.unmapped + unmapped });
    }
  }
  const rows = [...totals].map(([id, { events, unmapped }]) => [
    id,
    String(events),
    String(unmapped),
    share(events - unmapped, events),
  ]);
  return formatTable(['source', 'events', 'without a row', 'mapped'], rows);
}

async function filesIn(folder: string, ending: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith(ending)).toSorted();
  } catch (error) {
    throw new CommandFailed(`${folder} cannot be read: ${String(error)}`);
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((part / whole) * 100).toFixed(1)} %`;
}
