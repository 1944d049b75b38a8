import { carrierPlugins, fixturesOf, type CarrierPlugin } from '@tidings/carriers';
import { z } from 'zod';
import { CommandFailed } from '../command.js';
import { readJourneys } from '../journey/read-journeys.js';
import { describeTold, type Told } from './compare-reading.js';

const expectedSchema = z.object({
  error: z.object({ code: z.string() }).optional(),
  /** By parcel, a row for each event. */
  parcels: z.record(z.string(), z.array(z.string())).optional(),
});

/** The rows of the table for the payloads that are kept with the plug-ins; how each event is read is their spec's to check. */
export function readOwnFixtures(now: string): readonly (readonly string[])[] {
  try {
    return carrierPlugins.flatMap((plugin) => readFixturesOf(plugin, now));
  } catch (error) {
    throw new CommandFailed(`no fixtures here, give --payloads: ${String(error)}`, { cause: error });
  }
}

function readFixturesOf(plugin: CarrierPlugin, now: string): (readonly string[])[] {
  return fixturesOf(plugin).map(({ name, payload, expected }) => {
    const outline = expectedOutline(expectedSchema.parse(expected));
    const read = readJourneys(plugin, Buffer.from(JSON.stringify(payload)), now);
    const told: Told = 'error' in read ? read : read.journeys;
    const isSame = JSON.stringify(outlineOf(told)) === JSON.stringify(outline);
    return [name, plugin.id, describeOutline(outline), describeTold(told), isSame ? 'ok' : 'DIFFERS'];
  });
}

/** An error's code, or how many parcels and events there are. */
type Outline = string | { readonly parcels: number; readonly events: number };

function outlineOf(told: Told): Outline {
  if ('error' in told) return told.error.code;
  return { parcels: told.length, events: told.reduce((sum, { events }) => sum + events.length, 0) };
}

function expectedOutline({ error, parcels = {} }: z.infer<typeof expectedSchema>): Outline {
  if (error !== undefined) return error.code;
  const rows = Object.values(parcels);
  return { parcels: rows.length, events: rows.reduce((sum, events) => sum + events.length, 0) };
}

function describeOutline(outline: Outline): string {
  return typeof outline === 'string' ? outline : `${outline.parcels} parcels, ${outline.events} events`;
}
