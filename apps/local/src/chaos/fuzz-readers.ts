import {
  carrierPlugins,
  findCarrierPlugin,
  readJson,
  type CarrierPlugin,
  type Reading,
} from '@tidings/carriers';
import { trackingEventSchema } from '@tidings/domain';
import { makeSamples } from '../feed/source-samples.js';
import { mutate, nest, Dice } from './mutate.js';

export interface FuzzAccount {
  /** What a reading must never be: a throw, an event that is none, an error without a code, an endless one. */
  readonly problems: readonly string[];
  readonly summary: string;
}

export interface FuzzPlan {
  readonly seed: number;
  readonly bodies: number;
  /** Of the long bodies; 5 MB when not given. */
  readonly longBytes?: number;
}

const CONTEXT = { brandId: 'fuzz', source: 'fuzz', receivedAt: '2026-11-22T12:00:00.000Z' };
const ERROR_CODES: readonly string[] = ['not_found', 'invalid', 'control', 'unavailable'];
const LONG_BYTES = 5_000_000;
const DEEP_LEVELS = 100;
/** Far above what 5 MB take on a busy machine, far below for ever. */
const MOST_SECONDS = 20;
const MOST_PROBLEMS = 20;

/** Reads bodies that no source would send, by every source's reader. The same seed gives the same bodies. */
export function fuzzReaders({ seed, bodies, longBytes = LONG_BYTES }: FuzzPlan): FuzzAccount {
  const dice = new Dice(seed);
  const samples = Array.from({ length: 20 }, (_, index) => makeSamples(index)).flat();
  const tally = { problems: [] as string[], events: 0, errors: 0, slowestMs: 0 };
  const read = (plugin: CarrierPlugin, body: string): void => note(tally, plugin, body);
  for (let count = 0; count < bodies && tally.problems.length < MOST_PROBLEMS; count += 1) {
    const sample = dice.pick(samples);
    const plugin = dice.oneIn(20) ? dice.pick(carrierPlugins) : findCarrierPlugin(sample.source);
    if (plugin !== undefined) read(plugin, mutate(sample.payload, dice));
  }
  for (const { source, payload } of samples.slice(0, carrierPlugins.length)) {
    const plugin = findCarrierPlugin(source);
    if (plugin === undefined) continue;
    read(plugin, JSON.stringify(nest(payload, DEEP_LEVELS)));
    read(plugin, JSON.stringify(payload).replaceAll('Scan ', `Scan ${'x'.repeat(longBytes / 24)}`));
    read(plugin, '['.repeat(longBytes / 2));
  }
  const summary =
    `${bodies} mutated bodies over ${carrierPlugins.length} sources, and ${longBytes / 1_000_000} MB and ${DEEP_LEVELS} levels for each: ` +
    `${tally.events} events, ${tally.errors} typed errors, the slowest ${Math.round(tally.slowestMs)} ms`;
  return { problems: tally.problems, summary };
}

interface Tally {
  readonly problems: string[];
  events: number;
  errors: number;
  slowestMs: number;
}

function note(tally: Tally, plugin: CarrierPlugin, body: string): void {
  const startedAt = performance.now();
  try {
    const reading = readJson(plugin, body, CONTEXT);
    tally.slowestMs = Math.max(tally.slowestMs, performance.now() - startedAt);
    if ('error' in reading) tally.errors += 1;
    else tally.events += reading.reports.reduce((sum, { events }) => sum + events.length, 0);
    for (const fault of faultsIn(reading))
      tally.problems.push(`${plugin.id}: ${fault}: ${body.slice(0, 300)}`);
  } catch (error) {
    tally.problems.push(`${plugin.id} threw ${String(error)}: ${body.slice(0, 300)}`);
  }
  if (performance.now() - startedAt > MOST_SECONDS * 1_000)
    tally.problems.push(`${plugin.id} took more than ${MOST_SECONDS} s: ${body.slice(0, 300)}`);
}

function faultsIn(reading: Reading): readonly string[] {
  if ('error' in reading) {
    const { code, message } = reading.error;
    return ERROR_CODES.includes(code) && message !== '' ? [] : [`error '${code}' with message '${message}'`];
  }
  return reading.reports.flatMap(({ events }) =>
    events.flatMap((event) => trackingEventSchema.safeParse(event).error?.message ?? []),
  );
}
