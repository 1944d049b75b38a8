import { describe, expect, it } from '@jest/globals';
import { fold, trackingEventSchema, type TrackingEvent } from '@tidings/domain';
import fc from 'fast-check';
import { fixturesOf } from './fixtures.js';
import type { CarrierPlugin, CarrierWebhook, ParcelReport, Reading } from './port.js';
import { readJson } from './read-json.js';
import { carrierPlugins } from './registry.js';
import { CONTEXT, describeReading } from './spec-support/describe-reading.js';
import { mixed, mutated, nested, shuffled } from './spec-support/hostile.js';

const NOW = '2026-11-22T12:00:00.000Z';
/** With a ligature, which survives no careless normalising. */
const SECRET = 'not-so-secret-ﬁ';
/** Over all sources together. */
const RUNS = Math.ceil(Number(process.env['FUZZ_RUNS'] ?? 10_000) / carrierPlugins.length);

describe.each(carrierPlugins)('$id', (plugin) => {
  const fixtures = fixturesOf(plugin);
  const payloads = fixtures.map(({ payload }) => payload);

  it.each(fixtures)('reads $name', ({ payload, expected }) => {
    expect(describeReading(plugin.read(payload, CONTEXT))).toEqual(expected);
  });

  it('names the source of every row of its code tables', () => {
    const rows = plugin.codeTables.flatMap((table) => Object.entries(table.rows));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(([code, row]) => code === '' || row.basis.trim().length < 8)).toEqual([]);
  });

  it('says of every time how much of it is known', () => {
    const times = payloads.flatMap((payload) => eventsIn(plugin.read(payload, CONTEXT))).map(({ at }) => at);
    expect(times.length).toBeGreaterThan(0);
    for (const at of times) {
      expect(at.instant === null).toBe(at.offsetMinutes === null);
      expect(at.zoneFrom === 'none').toBe(at.instant === null);
      if (at.instant === null || at.offsetMinutes === null) continue;
      expect(Date.parse(`${at.wall}Z`) - at.offsetMinutes * 60_000).toBe(Date.parse(at.instant));
    }
  });

  it('gives the same events whatever the order and the repetition of the history', () => {
    fc.assert(
      fc.property(fc.constantFrom(...payloads), fc.infiniteStream(fc.nat()), (payload, dice) => {
        expect(idsIn(plugin.read(shuffled(payload, dice), CONTEXT))).toEqual(
          idsIn(plugin.read(payload, CONTEXT)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('adds up to the same journey however the history is told: grown, again, mixed up', () => {
    const histories = payloads
      .flatMap((payload) => reportsIn(plugin.read(payload, CONTEXT)))
      .map(({ events }) => events)
      .filter((events) => events.length > 0);
    fc.assert(
      fc.property(
        fc.constantFrom(...histories),
        fc.array(fc.nat(), { maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (events, cuts, dice) => {
          const earlier = cuts.flatMap((cut) => events.slice(0, cut % events.length));
          const told = mixed([...earlier, ...events], dice);
          expect(fold(told)).toEqual(fold(events));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('adds up to the same journey in whatever order its payload lists the rows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...payloads), fc.infiniteStream(fc.nat()), (payload, dice) => {
        expect(journeysIn(plugin.read(shuffled(payload, dice), CONTEXT))).toEqual(
          journeysIn(plugin.read(payload, CONTEXT)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('keeps brands apart and does not care which of their sources told it', () => {
    const [first] = payloads
      .map((payload) => idsIn(plugin.read(payload, CONTEXT)))
      .filter((ids) => ids.length > 0);
    const all = payloads.map((payload) => idsIn(plugin.read(payload, { ...CONTEXT, source: 'source-2' })));
    const others = payloads.flatMap((payload) =>
      idsIn(plugin.read(payload, { ...CONTEXT, brandId: 'brand-b' })),
    );
    expect(all).toContainEqual(first);
    expect(others.filter((other) => first?.includes(other))).toEqual([]);
  });

  it('answers anything with events or a typed error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), mutated(payloads)), (payload) => {
        expect(faultsIn(plugin.read(payload, CONTEXT))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ['100 levels', () => JSON.stringify(payloads.map((payload) => nested(payload, 100)))],
    ['10,000 levels', () => '['.repeat(10_000) + ']'.repeat(10_000)],
    ['5 MB of text', () => JSON.stringify(withLongTexts(payloads[0], 5_000_000))],
    ['bytes', () => '\u0000\uFFFF'],
    ['nothing', () => ''],
  ])('stands %s', (_, body) => {
    expect(faultsIn(readJson(plugin, Buffer.from(body()), CONTEXT))).toEqual([]);
  });

  if (plugin.webhook !== undefined) checkSignatures(plugin, plugin.webhook, payloads[0]);
});

function checkSignatures(plugin: CarrierPlugin, webhook: CarrierWebhook, payload: unknown): void {
  const { sign, verify, makeSecret } = webhook;
  const secret = makeSecret?.() ?? SECRET;
  const isUnsigned = webhook.isBodyUnsigned === true;
  const rawBody = Buffer.from(JSON.stringify(payload, null, 1));
  const headers = sign(rawBody, secret, NOW);
  const request = { rawBody, headers, secrets: [secret], now: NOW };

  it('takes what was signed, in any case of header and with either secret', () => {
    const shouted = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    );
    expect(verify(request)).toEqual({ ok: true });
    expect(verify({ ...request, headers: shouted, secrets: ['older', secret] })).toEqual({ ok: true });
  });

  it('refuses a missing, a malformed and another one', () => {
    const spoilt = Object.fromEntries(Object.keys(headers).map((name) => [name, 'spoilt']));
    expect(verify({ ...request, headers: {} })).toEqual({ ok: false, reason: 'missing' });
    const reason = isUnsigned ? 'mismatch' : 'malformed';
    expect(verify({ ...request, headers: spoilt })).toEqual({ ok: false, reason });
    expect(verify({ ...request, secrets: ['other'] })).toEqual({ ok: false, reason: 'mismatch' });
    expect(verify({ ...request, secrets: [] })).toEqual({ ok: false, reason: 'mismatch' });
  });

  it(`${isUnsigned ? 'takes' : 'refuses'} a body changed by one bit anywhere`, () => {
    fc.assert(
      fc.property(fc.nat(rawBody.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(rawBody);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        expect(verify({ ...request, rawBody: changed }).ok).toBe(isUnsigned);
      }),
      { numRuns: 300 },
    );
  });

  it('makes nothing new of a delivery sent again', () => {
    const again = '2026-11-23T12:00:00.000Z';
    const verification = verify({ ...request, now: again });
    const [first, second] = [CONTEXT, { ...CONTEXT, receivedAt: again }].map((context) =>
      idsIn(readJson(plugin, rawBody, context)),
    );
    expect(verification.ok || verification.reason).toBe(verification.ok || 'stale');
    expect(second).toEqual(first);
  });
}

const ERROR_CODES: readonly string[] = ['not_found', 'invalid', 'control', 'unavailable'];

/** What is wrong with a reading, whatever it was made of; nothing should be. */
function faultsIn(reading: Reading): readonly string[] {
  if ('error' in reading) {
    const { code, message } = reading.error;
    return ERROR_CODES.includes(code) && message !== '' ? [] : [`error ${code}: ${message}`];
  }
  return eventsIn(reading).flatMap((event) => {
    const parsed = trackingEventSchema.safeParse(event);
    return parsed.success ? [] : [parsed.error.message];
  });
}

function reportsIn(reading: Reading): readonly ParcelReport[] {
  return 'error' in reading ? [] : reading.reports;
}

/** What each parcel has come to, by number. */
function journeysIn(reading: Reading): unknown {
  const byParcel = Map.groupBy(
    reportsIn(reading),
    ({ parcelRef }) => `${parcelRef?.carrier} ${parcelRef?.number}`,
  );
  const journeys = [...byParcel].map(([parcel, reports]) => {
    const { current, reached, openExceptions } = fold(reports.flatMap(({ events }) => events));
    const milestones = reached.map(({ milestone, sortAt }) => `${sortAt} ${milestone}`);
    return [parcel, current?.milestone, milestones, openExceptions.map(({ reason }) => reason)] as const;
  });
  return journeys.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function eventsIn(reading: Reading): readonly TrackingEvent[] {
  return 'error' in reading ? [] : reading.reports.flatMap(({ events }) => events);
}

function idsIn(reading: Reading): readonly string[] {
  return [...new Set(eventsIn(reading).map(({ id }) => id))].sort();
}

/** A payload of `length` in all: each of its texts has its share. */
function withLongTexts(payload: unknown, length: number): unknown {
  const isText = (value: unknown): value is string => typeof value === 'string' && value.includes(' ');
  const json = JSON.stringify(payload);
  let texts = 0;
  JSON.parse(json, (_, value: unknown) => (texts += isText(value) ? 1 : 0));
  const share = 'x'.repeat(Math.ceil(length / Math.max(1, texts)));
  return JSON.parse(json, (_, value: unknown) => (isText(value) ? value + share : value));
}
