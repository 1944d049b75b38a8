import { describe, expect, it } from '@jest/globals';
import { SOURCE_RANKS } from '@tidings/domain';
import { Brands, brandSchema } from '@tidings/platform';
import { ConfiguredBrandRules } from './configured-brand-rules.js';

function brandWith(sources: readonly object[]) {
  return brandSchema.parse({
    id: 'acme',
    name: 'Acme',
    hosts: { portal: 'track.acme.example' },
    locale: 'en-US',
    zone: 'UTC',
    support: { email: 'help@acme.example' },
    sender: { name: 'Acme', email: 'orders@acme.example' },
    postalAddress: ['1 Main Street'],
    sources,
    warehouse: {
      zone: 'UTC',
      workingDays: ['mon'],
      opensAt: '08:00',
      closesAt: '17:00',
      cutOff: '12:00',
      handlingBusinessHours: 8,
    },
    speaksFrom: '2026-01-01T00:00:00.000Z',
    gate: { breaker: { hourlyFloor: 50, timesUsual: 5, shareOfLive: 0.05 } },
  });
}

describe('how far a source is believed', () => {
  it.each([
    ['a carrier', { kind: 'carrier', plugin: 'dhl_express' }, SOURCE_RANKS.carrier],
    ['an aggregator', { kind: 'carrier', plugin: '17track' }, SOURCE_RANKS.aggregator],
    ["the shop's own events", { kind: 'carrier', plugin: 'generic' }, SOURCE_RANKS.shop],
    ['a storefront', { kind: 'storefront', plugin: 'shopify' }, SOURCE_RANKS.shop],
    ['an aggregator that is preferred', { kind: 'carrier', plugin: 'aftership', rank: 150 }, 0.5],
  ])('is what it is: %s', async (_, source, rank) => {
    const brands = new Brands([brandWith([{ id: 'one', secrets: ['s'], ...source }])]);
    const rules = await ConfiguredBrandRules.load(brands, 'nowhere');
    expect(rules.rulesOf('acme').sourceRanks.get('one')).toBe(rank);
  });

  it('holds what people say beside whoever leads, whatever the brand has configured', async () => {
    const rules = await ConfiguredBrandRules.load(new Brands([brandWith([])]), 'nowhere');
    expect(rules.rulesOf('acme').sourceRanks.get('people')).toBe(SOURCE_RANKS.person);
  });
});
