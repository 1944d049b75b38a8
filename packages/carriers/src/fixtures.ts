import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CarrierPlugin } from './port.js';

/** A payload of our own writing and what it must be read as. */
export interface Fixture {
  readonly name: string;
  readonly about: string;
  readonly payload: unknown;
  /** Its error, or by parcel a row for each event. */
  readonly expected: unknown;
}

/** The fixtures in a plug-in's folder. @throws where the sources are not beside what was built of them, as in an image */
export function fixturesOf({ id }: Pick<CarrierPlugin, 'id'>): readonly Fixture[] {
  const folder = path.join(import.meta.dirname, '../src', id.replaceAll('_', '-'), 'fixtures');
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const fixture = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Omit<Fixture, 'name'>;
      return { ...fixture, name: path.basename(file, '.json') };
    });
}
