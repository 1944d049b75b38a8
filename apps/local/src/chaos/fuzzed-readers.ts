import { type CarrierPlugin, carrierPlugins, fixturesOf, readJson } from '@tidings/carriers';
import { contactSchema, orderSchema, trackingEventSchema } from '@tidings/domain';
import { storefrontFixturesOf, type StorefrontPlugin, storefrontPlugins } from '@tidings/storefronts';

/** The reader of a source, and what that source sends. */
export interface FuzzedReader {
  readonly name: string;
  readonly payloads: readonly unknown[];
  /** @param body text as it came in, JSON or not */
  readonly read: (body: string) => FuzzedReading;
}

export interface FuzzedReading {
  /** Events or orders; null: a typed error. */
  readonly told: number | null;
  /** What is wrong with the reading, whatever it was made of; nothing should be. */
  readonly faults: readonly string[];
}

const RECEIVED_AT = '2026-11-22T12:00:00.000Z';

/** Of every source that there is: carriers, aggregators, people and shops. */
export function fuzzedReaders(): readonly FuzzedReader[] {
  return [...carrierPlugins.map(readerOfParcels), ...storefrontPlugins.map(readerOfOrders)];
}

function readerOfParcels(plugin: CarrierPlugin): FuzzedReader {
  const context = { brandId: 'fuzz', source: 'fuzz', receivedAt: RECEIVED_AT };
  const read = (body: string): FuzzedReading => {
    const reading = readJson(plugin, body, context);
    if ('error' in reading) return errorOf(reading.error);
    const events = reading.reports.flatMap((report) => report.events);
    return { told: events.length, faults: events.flatMap((event) => faultsIn(trackingEventSchema, event)) };
  };
  return { name: plugin.id, payloads: fixturesOf(plugin).map(({ payload }) => payload), read };
}

function readerOfOrders(plugin: StorefrontPlugin): FuzzedReader {
  const fixtures = storefrontFixturesOf(plugin);
  const topics = [...new Set(fixtures.map(({ topic = null }) => topic))];
  const read = (body: string): FuzzedReading => {
    const payload = parse(body);
    if (payload === undefined) return { told: null, faults: [] };
    const readings = topics.map((topic) => plugin.read(payload, { receivedAt: RECEIVED_AT, topic }));
    const errors = readings.flatMap((reading) => ('error' in reading ? [errorOf(reading.error)] : []));
    const orders = readings.flatMap((reading) => ('error' in reading ? [] : reading.orders));
    const faults = orders.flatMap(({ order, contact }) => [
      ...faultsIn(orderSchema, order),
      ...faultsIn(contactSchema.nullable(), contact),
    ]);
    const told = errors.length === readings.length ? null : orders.length;
    return { told, faults: [...errors.flatMap((error) => error.faults), ...faults] };
  };
  return { name: `shop ${plugin.id}`, payloads: fixtures.map(({ payload }) => payload), read };
}

const ERROR_CODES: readonly string[] = ['not_found', 'invalid', 'control', 'unavailable'];

function errorOf({ code, message }: { readonly code: string; readonly message: string }): FuzzedReading {
  const isTyped = ERROR_CODES.includes(code) && message !== '';
  return { told: null, faults: isTyped ? [] : [`error '${code}' with message '${message}'`] };
}

interface Schema {
  readonly safeParse: (value: unknown) => { readonly error?: { readonly message: string } | undefined };
}

function faultsIn(schema: Schema, value: unknown): readonly string[] {
  const { error } = schema.safeParse(value);
  return error === undefined ? [] : [error.message];
}

/** Undefined where the body is no JSON: the service answers for it. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
