import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a run knows of a brand: enough to play its carrier, its shop and its customers. */
export interface TestBrand {
  readonly id: string;
  readonly apiKey: string;
  readonly easypostSecret: string;
  readonly sender: string;
}

/** Two brands, so that every run also shows that nothing crosses between them. */
export const testBrands: readonly [TestBrand, TestBrand] = [testBrand('harbour'), testBrand('meadow')];

function testBrand(id: string): TestBrand {
  return {
    id,
    apiKey: `${id}-key-of-a-test-run`,
    easypostSecret: `${id} secret of a test run`,
    sender: `orders@${id}.example`,
  };
}

export interface BrandSettings {
  /** Messages of one kind that may leave in any hour, whatever is usual. */
  readonly breakerHourlyFloor: number;
  readonly speaksFrom: string;
  /** Its `helpdesk` section; none where it is not given. */
  readonly helpdeskOf?: (brand: TestBrand) => object;
}

/** Writes `<folder>/<brand>/brand.yaml` (JSON is YAML) for all test brands. */
export async function writeBrands(folder: string, settings: BrandSettings): Promise<void> {
  for (const brand of testBrands) {
    await mkdir(join(folder, brand.id), { recursive: true });
    await writeFile(join(folder, brand.id, 'brand.yaml'), JSON.stringify(brandDocument(brand, settings)));
  }
}

/** A brand as `brand.yaml` describes it. */
export function brandDocument(brand: TestBrand, settings: BrandSettings): Record<string, unknown> {
  const { id, apiKey, easypostSecret, sender } = brand;
  return {
    id,
    name: `${id} goods`,
    hosts: { portal: `track.${id}.example` },
    locale: 'en-GB',
    zone: 'UTC',
    support: { email: `help@${id}.example` },
    sender: { name: `${id} goods`, email: sender },
    postalAddress: [`${id} goods`, '1 Test Street', 'Testing TE5 7NG'],
    apiKeys: [apiKey],
    sources: [
      { id: 'easypost', kind: 'carrier', plugin: 'easypost', secrets: [easypostSecret], rank: 10 },
      { id: 'warehouse', kind: 'carrier', plugin: 'generic', secrets: [`${id} secret of the warehouse`] },
      { id: 'shop', kind: 'storefront', plugin: 'generic', secrets: [`${id} secret of the shop`] },
    ],
    warehouse: {
      zone: 'UTC',
      workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
      opensAt: '08:00',
      closesAt: '18:00',
      cutOff: '15:00',
      handlingBusinessHours: 30,
    },
    speaksFrom: settings.speaksFrom,
    ...(settings.helpdeskOf === undefined ? {} : { helpdesk: settings.helpdeskOf(brand) }),
    gate: { breaker: { hourlyFloor: settings.breakerHourlyFloor, timesUsual: 5, shareOfLive: 0.05 } },
  };
}
