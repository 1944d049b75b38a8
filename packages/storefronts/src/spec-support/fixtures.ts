import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { StorefrontContext } from '../port.js';

/** A payload of our own writing and what it must be read as. */
export interface Fixture {
  readonly name: string;
  readonly about: string;
  readonly topic?: string;
  readonly payload: unknown;
  readonly expected: unknown;
}

/** The fixtures in a plug-in's folder. */
export function fixturesOf(pluginId: string): readonly Fixture[] {
  const folder = path.join(import.meta.dirname, '..', pluginId, 'fixtures');
  return readdirSync(folder).map((file) => {
    const fixture = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Omit<Fixture, 'name'>;
    return { ...fixture, name: path.basename(file, '.json') };
  });
}

export function contextOf({ topic }: Pick<Fixture, 'topic'>): StorefrontContext {
  return { receivedAt: '2026-11-22T12:00:00.000Z', topic: topic ?? null };
}

/** As it would travel: absent facts have no key. */
export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
