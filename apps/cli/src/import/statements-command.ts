import { readFile } from 'node:fs/promises';
import { CommandFailed, type CliCommand } from '../command.js';
import { type Door, readDoor } from '../config.js';
import { type FileRow, readRows } from './read-orders-csv.js';

/** `tidings statements`: what people of the shop know of parcels, from a CSV: author, reason, carrier, trackingNumber, says, ... */
export const statementsCommand: CliCommand = (program, io) => {
  program
    .command('statements')
    .description(
      'send statements.csv for the brand of TIDINGS_API_KEY; columns: author, reason, carrier, trackingNumber, says, at, orderNumber, newCarrier, newTrackingNumber, retracts',
    )
    .argument('<file>', 'a CSV with a head')
    .action(async (file: string) => {
      const rows = await readStatements(file);
      const door = readDoor();
      const tally = { lines: rows.length, kept: 0, refused: 0 };
      for (const { line, cells } of rows) {
        const fault = await send(door, toStatement(cells));
        if (fault !== null) io.remark(`${file}:${line}: ${fault}\n`);
        tally[fault === null ? 'kept' : 'refused'] += 1;
      }
      io.print(`${JSON.stringify(tally)}\n`);
      if (tally.refused > 0) throw new CommandFailed(`${tally.refused} of ${tally.lines} were not taken.`);
    });
};

async function readStatements(file: string): Promise<readonly FileRow[]> {
  try {
    return readRows(await readFile(file, 'utf8'));
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read: ${String(error)}`, { cause: error });
  }
}

/** The body of `POST /v1/statements`; what does not belong to it is left out, what is wrong is the service's to name. */
export function toStatement(cells: FileRow['cells']): Record<string, unknown> {
  const { author, reason, carrier, trackingNumber, says, at, orderNumber, retracts } = cells;
  const { newCarrier, newTrackingNumber } = cells;
  return {
    author,
    reason,
    parcel: { carrier, trackingNumber },
    says,
    ...(at && { at }),
    ...(says === 'belongs_to_order' && { orderNumber }),
    ...(says === 'retracted' && { retracts }),
    ...(says === 'other_carrier' && { carrier: newCarrier }),
    ...(says === 'replaced_by' && {
      by: { carrier: newCarrier || carrier, trackingNumber: newTrackingNumber },
    }),
  };
}

/** @returns what is wrong with it; null when it was taken */
async function send({ url, apiKey }: Door, statement: object): Promise<string | null> {
  const response = await fetch(new URL('/v1/statements', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(statement),
  });
  if (response.ok) return null;
  return `${response.status} ${(await response.text()).slice(0, 300)}`;
}
