import { describe, expect, it } from '@jest/globals';
import { type Brand, Brands } from '@tidings/platform';
import { twoBrands } from '../../spec-support/brands.js';
import { ConfiguredSources } from './configured-sources.js';

type Source = Brand['sources'][number];

function configured(over: Partial<Source>): ConfiguredSources {
  const [brand] = twoBrands().all;
  const [source] = brand?.sources ?? [];
  if (brand === undefined || source === undefined) throw new Error('the brand of the spec has no source');
  return new ConfiguredSources(new Brands([{ ...brand, sources: [{ ...source, ...over }] }]));
}

describe('ConfiguredSources', () => {
  it('finds a source of its own brand only', () => {
    const sources = new ConfiguredSources(twoBrands());
    expect(sources.find({ brandId: 'acme', source: 'easypost' })?.secrets).toEqual(['acme-webhook-secret']);
    expect(sources.find({ brandId: 'acme', source: 'nothing' })).toBeUndefined();
    expect(sources.ofBrand('bolt').map(({ source, plugin }) => [source, plugin])).toEqual([
      ['easypost', 'easypost'],
      ['warehouse', 'generic'],
      ['shop', 'shopify'],
      ['woo', 'woocommerce'],
    ]);
  });

  it('takes how often a source is expected to deliver from its settings', () => {
    const sources = configured({ settings: { expectEveryMinutes: 90 } });
    expect(sources.find({ brandId: 'acme', source: 'easypost' })?.expectEveryMinutes).toBe(90);
  });

  it('refuses at the start what cannot work, naming it and no secret', () => {
    const wrong: readonly (readonly [Partial<Source>, RegExp])[] = [
      [{ kind: 'storefront' }, /brand acme: source easypost: no storefront plug-in 'easypost'/],
      [{ settings: { expectEveryMinutes: 'often' } }, /settings.expectEveryMinutes/],
    ];
    for (const [over, message] of wrong) {
      expect(() => configured(over)).toThrow(message);
      expect(() => configured(over)).not.toThrow(/webhook-secret/);
    }
  });
});
