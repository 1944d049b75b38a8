import { findCarrierPlugin, readJson, type CarrierPlugin } from '@tidings/carriers';
import type { Figures } from './bench-pipeline.js';
import { makeSamples } from '../feed/source-samples.js';
import { printTable, round } from './print-table.js';

export interface NormalizeBenchOptions {
  /** A fraction of a second: shows that everything runs, measures nothing. */
  readonly isShort: boolean;
}

interface Delivery {
  readonly plugin: CarrierPlugin;
  readonly body: Buffer;
  readonly events: number;
}

const CONTEXT = { brandId: 'bench', source: 'bench', receivedAt: '2026-11-22T12:00:00.000Z' };
const PARCELS = 200;

/**
 * Bytes to tracking events, on one core and in processor time, so that what else runs on the machine does not count: every
 * source's format of the same parcel's way, JSON parsing included. @throws when a sample is not wholly read
 */
export function benchNormalize({ isShort }: NormalizeBenchOptions): Figures {
  const deliveries = Array.from({ length: PARCELS }, (_, seed) => makeSamples(seed))
    .flat()
    .map(({ source, payload }) => deliver(source, payload));
  const seconds = isShort ? 0.2 : 5;
  perSecond(deliveries, seconds / 2);
  const sources = [...new Set(deliveries.map(({ plugin }) => plugin.id))];
  const bySource = sources.map((id): [string, number] => {
    const own = deliveries.filter(({ plugin }) => plugin.id === id);
    return [id, round(perSecond(own, seconds / 10))];
  });
  const bytes = deliveries.reduce((sum, { body }) => sum + body.length, 0);
  const figures = {
    eventsPerSecond: round(perSecond(deliveries, seconds)),
    peakRssMb: round(process.resourceUsage().maxRSS / 1_024),
    deliveries: deliveries.length,
    bytesPerDelivery: round(bytes / deliveries.length),
    eventsPerSecondBySource: Object.fromEntries(bySource),
  };
  printTable(
    'events read in a second of one core',
    [...bySource, ['all, mixed', figures.eventsPerSecond] as const].map(([name, rate]) => [
      name,
      String(rate),
    ]),
  );
  printTable('memory', [['peak resident set, MB', String(figures.peakRssMb)]]);
  return figures;
}

function deliver(source: string, payload: unknown): Delivery {
  const plugin = findCarrierPlugin(source);
  if (plugin === undefined) throw new Error(`no plug-in ${source}`);
  const body = Buffer.from(JSON.stringify(payload));
  const events = countEvents(plugin, body);
  if (events < 12) throw new Error(`${source}: only ${events} events of twelve were read`);
  return { plugin, body, events };
}

function countEvents(plugin: CarrierPlugin, body: Buffer): number {
  const reading = readJson(plugin, body, CONTEXT);
  if ('error' in reading) throw new Error(`${plugin.id}: ${reading.error.message}`);
  return reading.reports.reduce((sum, { events }) => sum + events.length, 0);
}

/** Over all of them again and again until the time is used. */
function perSecond(deliveries: readonly Delivery[], seconds: number): number {
  const start = process.cpuUsage();
  let events = 0;
  let used = 0;
  while (used < seconds) {
    for (const { plugin, body } of deliveries) events += countEvents(plugin, body);
    const { user, system } = process.cpuUsage(start);
    used = (user + system) / 1_000_000;
  }
  return events / used;
}
