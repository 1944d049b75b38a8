import { type Brand, Brands, brandSchema } from '@tidings/platform';

export const SECRET = { acme: 'acme-webhook-secret', bolt: 'bolt-webhook-secret' } as const;
export const API_KEY = { acme: 'acme-key-0123456789', bolt: 'bolt-key-0123456789' } as const;

function aBrand(id: 'acme' | 'bolt'): Brand {
  return brandSchema.parse({
    id,
    name: id,
    hosts: { portal: `track.${id}.example` },
    locale: 'en-US',
    zone: 'America/New_York',
    support: { email: `help@${id}.example` },
    sender: { name: id, email: `ship@${id}.example` },
    postalAddress: ['1 Road'],
    apiKeys: [API_KEY[id]],
    sources: [
      { id: 'easypost', kind: 'carrier', plugin: 'easypost', secrets: [SECRET[id]] },
      { id: 'warehouse', kind: 'carrier', plugin: 'generic', secrets: [SECRET[id]] },
      { id: 'shop', kind: 'storefront', plugin: 'shopify', secrets: [SECRET[id]] },
      { id: 'woo', kind: 'storefront', plugin: 'woocommerce', secrets: [SECRET[id]] },
    ],
    warehouse: {
      workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
      zone: 'America/New_York',
      opensAt: '09:00',
      cutOff: '15:00',
      closesAt: '17:00',
      handlingBusinessHours: 8,
    },
    speaksFrom: '2026-01-01T00:00:00.000Z',
    gate: { breaker: { hourlyFloor: 10, timesUsual: 5, shareOfLive: 0.05 } },
  });
}

/** Two brands that have everything in common but their secrets. */
export const twoBrands = (): Brands => new Brands([aBrand('acme'), aBrand('bolt')]);
