import { readFile } from 'node:fs/promises';
import { CommandFailed, type CliCommand, type CliIo } from '../command.js';
import { type Door, readDoor } from '../config.js';
import { readRows, toOrders } from './read-orders-csv.js';
import { type Fault, sendBatch, type Tally } from './send-to-ingestion.js';

/** What is sent, and the line of the file that it stands on. */
interface FileLine {
  readonly line: number;
  readonly text: string;
}

const CHUNK = 500;

/** `tidings import`: orders from a CSV, or events from lines of JSON. Again is harmless: what is known is a duplicate. */
export const importCommand: CliCommand = (program, io) => {
  program
    .command('import')
    .description(
      'import orders.csv, or events.ndjson, into the brand of TIDINGS_API_KEY at INGESTION_URL; the past is not spoken about',
    )
    .argument(
      '<file>',
      'orders as .csv, one row for each line of an order; events as .ndjson, one body on each line',
    )
    .option('--live', 'not history: may be spoken about')
    .action(async (file: string, { live }: { live?: true }) => {
      const isOrders = file.endsWith('.csv');
      const lines = await readLines(file, isOrders);
      const path = `/v1/${isOrders ? 'orders' : 'events'}:batch?history=${live !== true}`;
      const { tally, faults } = await sendAll(io, { door: readDoor(), path, lines });
      for (const { line, error } of faults)
        io.remark(`${file}:${line}: ${error.field ? `${error.field}: ` : ''}${error.message}\n`);
      io.print(`${JSON.stringify(tally)}\n`);
      if (tally.refused > 0) throw new CommandFailed(`${tally.refused} of ${tally.lines} were not taken.`);
    });
};

async function readLines(file: string, isOrders: boolean): Promise<readonly FileLine[]> {
  try {
    const text = await readFile(file, 'utf8');
    if (isOrders)
      return toOrders(readRows(text)).map(({ line, body }) => ({ line, text: JSON.stringify(body) }));
    return text
      .split('\n')
      .map((line, index) => ({ line: index + 1, text: line.trim() }))
      .filter((each) => each.text !== '');
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read: ${String(error)}`, { cause: error });
  }
}

interface Sending {
  readonly door: Door;
  readonly path: string;
  readonly lines: readonly FileLine[];
}

async function sendAll(
  io: CliIo,
  { door, path, lines }: Sending,
): Promise<{ readonly tally: Tally; readonly faults: readonly Fault[] }> {
  const sum = { lines: 0, kept: 0, duplicates: 0, refused: 0 };
  const all: Fault[] = [];
  for (let from = 0; from < lines.length; from += CHUNK) {
    const chunk = lines.slice(from, from + CHUNK);
    const { tally, faults } = await sendBatch(
      door,
      path,
      chunk.map(({ text }) => text),
    );
    for (const key of ['lines', 'kept', 'duplicates', 'refused'] as const) sum[key] += tally[key];
    all.push(...faults.map(({ line, error }) => ({ line: chunk[line - 1]?.line ?? line, error })));
    io.remark(
      `${sum.lines} of ${lines.length}: ${sum.kept} taken, ${sum.duplicates} known, ${sum.refused} not taken\n`,
    );
  }
  return { tally: sum, faults: all };
}
