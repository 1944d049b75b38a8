import { describe, expect, it } from '@jest/globals';
import { contactSchema, orderSchema } from '@tidings/domain';
import fc from 'fast-check';
import { type Fixture, fixturesOf } from './fixtures.js';
import type { StorefrontPlugin, StorefrontReading, StorefrontWebhook } from './port.js';
import { storefrontPlugins } from './registry.js';
import { asJson, contextOf } from './spec-support/fixtures.js';

const NOW = '2026-11-22T12:00:00.000Z';
const SECRET = 'not-so-secret';
const JUNK = [
  null,
  '',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  'constructor',
  '9999-12-31T23:59:59Z',
  'Ω'.repeat(3000),
  undefined,
];

describe.each(storefrontPlugins)('$id', (plugin) => {
  const fixtures = fixturesOf(plugin);

  it.each(fixtures)('reads $name', (fixture) => {
    expect(asJson(plugin.read(fixture.payload, contextOf(fixture)))).toEqual(fixture.expected);
  });

  it('answers anything with orders or a typed error', () => {
    const anything = fc.record({ fixture: fc.constantFrom(...fixtures), payload: fc.jsonValue() });
    const spoilt = fc
      .record({
        fixture: fc.constantFrom(...fixtures),
        oneIn: fc.integer({ min: 2, max: 30 }),
        junk: fc.nat(),
      })
      .map(({ fixture, oneIn, junk }) => ({ fixture, payload: spoil(fixture.payload, oneIn, junk) }));
    fc.assert(
      fc.property(fc.oneof(anything, spoilt), ({ fixture, payload }) => {
        expect(faultsIn(plugin.read(payload, contextOf(fixture)))).toEqual([]);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 500) },
    );
  });

  it('stands 10,000 levels and 5 MB', () => {
    const deep: unknown = JSON.parse('['.repeat(10_000) + ']'.repeat(10_000));
    const long = 'x'.repeat(5_000_000);
    for (const fixture of fixtures) {
      expect(faultsIn(plugin.read(deep, contextOf(fixture)))).toEqual([]);
      expect(faultsIn(plugin.read({ ...Object(fixture.payload), name: long }, contextOf(fixture)))).toEqual(
        [],
      );
    }
  });

  if (plugin.webhook !== undefined) checkSignatures(plugin, plugin.webhook, fixtures);
});

function checkSignatures(
  { read }: StorefrontPlugin,
  { sign, verify }: StorefrontWebhook,
  fixtures: readonly Fixture[],
): void {
  const rawBody = Buffer.from(JSON.stringify(fixtures[0]?.payload));
  const headers = sign(rawBody, SECRET, NOW);
  const request = { rawBody, headers, secrets: [SECRET], now: NOW };

  it('takes what was signed, in any case of header and with either secret', () => {
    const shouted = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    );
    expect(verify(request)).toEqual({ ok: true });
    expect(verify({ ...request, headers: shouted, secrets: ['older', SECRET] })).toEqual({ ok: true });
  });

  it('refuses a missing, a malformed and another one', () => {
    const spoilt = Object.fromEntries(Object.keys(headers).map((name) => [name, 'spoilt']));
    expect(verify({ ...request, headers: {} })).toEqual({ ok: false, reason: 'missing' });
    expect(verify({ ...request, headers: spoilt })).toEqual({ ok: false, reason: 'malformed' });
    expect(verify({ ...request, secrets: ['other'] })).toEqual({ ok: false, reason: 'mismatch' });
  });

  it('refuses a body changed by one bit anywhere', () => {
    fc.assert(
      fc.property(fc.nat(rawBody.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(rawBody);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        expect(verify({ ...request, rawBody: changed }).ok).toBe(false);
      }),
    );
  });

  it('refuses a delivery sent again tomorrow, or can tell by the order that nothing is new', () => {
    const tomorrow = '2026-11-23T12:00:00.000Z';
    const verification = verify({ ...request, now: tomorrow });
    expect(verification.ok || verification.reason).toBe(verification.ok || 'stale');
    for (const fixture of verification.ok ? fixtures : []) {
      const context = contextOf(fixture);
      expect(read(fixture.payload, { ...context, receivedAt: tomorrow })).toEqual(
        read(fixture.payload, context),
      );
    }
  });
}

/** What is wrong with a reading, whatever it was made of; nothing should be. */
function faultsIn(reading: StorefrontReading): readonly string[] {
  if ('error' in reading) return reading.error.message === '' ? ['an error without a message'] : [];
  return reading.orders.flatMap(({ order, contact }) =>
    [orderSchema.safeParse(order), contactSchema.nullable().safeParse(contact)].flatMap((parsed) =>
      parsed.success ? [] : [parsed.error.message],
    ),
  );
}

/** The payload with every `oneIn`th value replaced. */
function spoil(payload: unknown, oneIn: number, junk: number): unknown {
  let count = junk;
  return JSON.parse(JSON.stringify(payload), (_, value: unknown) => {
    count += 1;
    return count % oneIn === 0 ? JUNK[count % JUNK.length] : value;
  }) as unknown;
}
