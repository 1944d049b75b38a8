import { describe, expect, it } from '@jest/globals';
import type { Brand } from './brand.js';
import { Brands } from './brands.js';
import { readBrand } from './load-brands.js';

const document = {
  id: 'acme',
  name: 'Acme',
  hosts: { portal: 'track.acme.example' },
  locale: 'en-US',
  zone: 'America/New_York',
  support: { email: 'help@acme.example' },
  sender: { name: 'Acme', email: 'orders@acme.example' },
  postalAddress: ['1 Main Street'],
  apiKeys: ['${ACME_KEY}'],
  sources: [
    {
      id: 'easypost',
      kind: 'carrier',
      plugin: 'easypost',
      secrets: ['${ACME_SECRET}'],
      settings: { deep: ['${ACME_SECRET}!'] },
    },
  ],
  warehouse: {
    zone: 'America/New_York',
    workingDays: ['mon'],
    opensAt: '08:00',
    closesAt: '17:00',
    cutOff: '12:00',
    handlingBusinessHours: 8,
    holidays: ['2026-12-25'],
  },
  speaksFrom: '2026-01-01T00:00:00.000Z',
  gate: { breaker: { hourlyFloor: 50, timesUsual: 5, shareOfLive: 0.05 } },
};
const env = { ACME_KEY: 'a-key-of-acme-that-is-long', ACME_SECRET: '${ACME_KEY}: "x"' };

const helpdesk = { plugin: 'zendesk', webhookSecrets: ['${ACME_SECRET}'] };

function acme(changes: object = {}): Brand {
  const { brand, problems } = readBrand('acme', { ...document, ...changes }, env);
  if (brand === null) throw new Error(problems.join());
  return brand;
}

describe('readBrand', () => {
  it('puts secrets in, once and nowhere but into their text', () => {
    const brand = acme();
    expect(brand.apiKeys).toEqual(['a-key-of-acme-that-is-long']);
    expect(brand.sources).toMatchObject([
      { secrets: ['${ACME_KEY}: "x"'], settings: { deep: ['${ACME_KEY}: "x"!'] } },
    ]);
    expect(brand.carrierDays.workingDays).toHaveLength(6);
  });

  it('looks on and writes nothing in a helpdesk for which nobody chose more', () => {
    expect(acme({ helpdesk }).helpdesk).toMatchObject({ mode: 'shadow', macros: {}, fields: {} });
    expect(acme().helpdesk).toBeUndefined();
  });

  it('names the brand, the place and the variable that is missing', () => {
    expect(readBrand('acme', document, { ACME_SECRET: '' }).problems).toEqual([
      'brand acme: apiKeys[0]: the variable ACME_KEY is not set',
      'brand acme: sources[0].secrets[0]: the variable ACME_SECRET is not set',
      'brand acme: sources[0].settings.deep[0]: the variable ACME_SECRET is not set',
    ]);
  });

  it.each([
    [{ zone: 'Mars/Olympus' }, 'zone: an IANA time zone'],
    [{ locale: 'english please' }, 'locale: a BCP 47 language tag'],
    [{ speaksFrom: '2026-01-01' }, 'speaksFrom: an instant in UTC'],
    [{ apiKeys: ['short'] }, 'apiKeys[0]: an API key has at least 16 characters'],
    [{ helpdesk: { plugin: 'zendesk', webhookSecrets: [] } }, 'helpdesk.webhookSecrets: '],
    [{ helpdesk: { ...helpdesk, mode: 'on' } }, 'helpdesk.mode: '],
    [{ helpdesk: { ...helpdesk, macros: { 'Not shipped': 'x' } } }, 'helpdesk.macros'],
    [
      { helpdesk: { ...helpdesk, sidebar: { keys: ['short'], issuer: 'acme.zendesk.com' } } },
      'helpdesk.sidebar.keys[0]: a key has at least 32 characters',
    ],
    [{ logo: 'x' }, 'Unrecognized key: "logo"'],
    [{ id: 'other' }, "id: is 'other', unlike its folder"],
    [{ sources: [...document.sources, ...document.sources] }, 'sources[1].id: another source has this id'],
    [
      { warehouse: { ...document.warehouse, cutOff: '18:00' } },
      'warehouse.cutOff: lies outside of opensAt..closesAt',
    ],
  ])('refuses %j', (changes, problem) => {
    const { brand, problems } = readBrand('acme', { ...document, ...changes }, env);
    expect(brand).toBeNull();
    expect(problems.join('\n')).toContain(`brand acme: ${problem}`);
  });

  it.each([null, 'text', []])('refuses a document that is %j', (value) => {
    expect(readBrand('acme', value, env).problems).toHaveLength(1);
  });
});

describe('Brands', () => {
  const brands = new Brands([acme()]);

  it('finds a brand by what is presented, and none by anything else', () => {
    expect(brands.find('acme')?.name).toBe('Acme');
    expect(brands.findByApiKey('a-key-of-acme-that-is-long')?.id).toBe('acme');
    expect(brands.findByPortalHost('Track.Acme.example:443')?.id).toBe('acme');
    expect(brands.findSource('acme', 'easypost')?.source.plugin).toBe('easypost');
    for (const key of ['', 'a-key-of-acme-that-is-lon', 'A-key-of-acme-that-is-long']) {
      expect(brands.findByApiKey(key)).toBeUndefined();
    }
    expect(brands.find('constructor')).toBeUndefined();
    expect(brands.findSource('acme', 'shopify')).toBeUndefined();
    expect(brands.findSource('other', 'easypost')).toBeUndefined();
  });

  it.each([
    [{}, 'share one id'],
    [{ id: 'other' }, 'share one portal host'],
    [{ id: 'other', hosts: { portal: 'other.example' } }, 'share one API key'],
  ])('refuses two brands that cannot be told apart: %j', (changes, problem) => {
    expect(() => new Brands([acme(), { ...acme(), ...changes }])).toThrow(problem);
  });
});
