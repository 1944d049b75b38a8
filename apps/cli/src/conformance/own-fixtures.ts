import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { carrierPlugins, type CarrierPlugin } from '@tidings/carriers';
import { z } from 'zod';
import { CommandFailed } from '../command.js';
import { readJourneys } from '../journey/read-journeys.js';
import { describeTold, type Told } from './compare-reading.js';

const fixtureSchema = z.object({
  payload: z.unknown(),
  expected: z.object({
    error: z.object({ code: z.string() }).optional(),
    /** By parcel, a row for each event. */
    parcels: z.record(z.string(), z.array(z.string())).optional(),
  }),
});

const SOURCES = path.resolve(fileURLToPath(import.meta.resolve('@tidings/carriers')), '../../src');

/** The rows of the table for the payloads that are kept with the plug-ins; how each event is read is their spec's to check. */
export async function readOwnFixtures(now: string): Promise<readonly (readonly string[])[]> {
  const rows = await Promise.all(carrierPlugins.map((plugin) => readFixturesOf(plugin, now)));
  return rows.flat();
}

async function readFixturesOf(plugin: CarrierPlugin, now: string): Promise<(readonly string[])[]> {
  const folder = path.join(SOURCES, plugin.id.replaceAll('_', '-'), 'fixtures');
  const files = await readdir(folder).catch((error: unknown) => {
    throw new CommandFailed(`no fixtures here, give --payloads: ${String(error)}`, { cause: error });
  });
  return Promise.all(
    files.toSorted().map(async (file) => {
      const { payload, expected } = fixtureSchema.parse(
        JSON.parse(await readFile(path.join(folder, file), 'utf8')),
      );
      const read = readJourneys(plugin, Buffer.from(JSON.stringify(payload)), now);
      const told: Told = 'error' in read ? read : read.journeys;
      const isSame = JSON.stringify(outlineOf(told)) === JSON.stringify(expectedOutline(expected));
      return [
        file,
        plugin.id,
        describeOutline(expectedOutline(expected)),
        describeTold(told),
        isSame ? 'ok' : 'DIFFERS',
      ];
    }),
  );
}

/** An error's code, or how many parcels and events there are. */
type Outline = string | { readonly parcels: number; readonly events: number };

function outlineOf(told: Told): Outline {
  if ('error' in told) return told.error.code;
  return { parcels: told.length, events: told.reduce((sum, { events }) => sum + events.length, 0) };
}

function expectedOutline({ error, parcels = {} }: z.infer<typeof fixtureSchema>['expected']): Outline {
  if (error !== undefined) return error.code;
  const rows = Object.values(parcels);
  return { parcels: rows.length, events: rows.reduce((sum, events) => sum + events.length, 0) };
}

function describeOutline(outline: Outline): string {
  return typeof outline === 'string' ? outline : `${outline.parcels} parcels, ${outline.events} events`;
}
