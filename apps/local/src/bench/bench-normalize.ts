import { carrierPlugins, fixturesOf, readJson, type CarrierPlugin } from '@tidings/carriers';
import type { Figures } from './bench-pipeline.js';
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

/**
 * Bytes to tracking events, on one core and in processor time, so that what else runs on the machine does not count: of every
 * source that watches parcels the longest history among its fixtures, JSON parsing included.
 */
export function benchNormalize({ isShort }: NormalizeBenchOptions): Figures {
  const deliveries = carrierPlugins.filter(({ kind }) => kind !== 'person').map(longestDelivery);
  const seconds = isShort ? 0.2 : 5;
  perSecond(deliveries, seconds / 2);
  const bySource = deliveries.map((delivery): [string, number] => [
    delivery.plugin.id,
    round(perSecond([delivery], seconds / 10)),
  ]);
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

/** @throws when a source has no fixture with a history */
function longestDelivery(plugin: CarrierPlugin): Delivery {
  const [longest] = fixturesOf(plugin)
    .map(({ payload }) => Buffer.from(JSON.stringify(payload)))
    .map((body) => ({ plugin, body, events: countEvents(plugin, body) }))
    .toSorted((a, b) => b.events - a.events);
  if (longest === undefined || longest.events === 0) throw new Error(`${plugin.id}: no history to read`);
  return longest;
}

function countEvents(plugin: CarrierPlugin, body: Buffer): number {
  const reading = readJson(plugin, body, CONTEXT);
  if ('error' in reading) return 0;
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
