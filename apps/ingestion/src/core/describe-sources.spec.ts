import { describe, expect, it } from '@jest/globals';
import { SourceFiguresStore, type SourceFigures } from '../ports/source-figures-store.js';
import { SourceHealthStore, type SourceStanding } from '../ports/source-health-store.js';
import { DescribeSources } from './describe-sources.js';

const NOW = '2026-11-22T12:00:00.000Z';
const sums: SourceFigures = {
  delivered: 90,
  duplicates: 9,
  refused: 10,
  unreadable: 5,
  events: 400,
  unmapped: 3,
  lagSeconds: 700,
  lagSamples: 7,
  polls: 8,
  failedPolls: 2,
};

class Figures extends SourceFiguresStore {
  readonly asked: string[] = [];
  override async add(): Promise<void> {}
  override async sumSince(brandId: string, fromAt: string): Promise<ReadonlyMap<string, SourceFigures>> {
    this.asked.push(`${brandId} ${fromAt}`);
    return new Map([['easypost', sums]]);
  }
}

class Health extends SourceHealthStore {
  override async list(brandId: string): Promise<readonly SourceStanding[]> {
    return [{ brandId, source: 'easypost', state: 'blind', since: NOW, lastProvenAt: NOW, usualGapHours: 0 }];
  }
  override async reassess(): Promise<null> {
    return null;
  }
}

describe('DescribeSources', () => {
  it('tells rates of the last 24 hours, and of a silent source that it is new', async () => {
    const figures = new Figures();
    const sources = new DescribeSources({
      figures,
      health: new Health(),
      trackings: { feeds: async () => new Map(), count: async () => [] },
      clock: { now: () => NOW },
    });
    const configured = [
      { source: 'easypost', plugin: 'easypost' },
      { source: 'shop', plugin: 'shopify' },
    ];
    expect(await sources.describe('acme', configured)).toEqual([
      {
        source: 'easypost',
        plugin: 'easypost',
        state: 'blind',
        since: NOW,
        lastSuccessAt: NOW,
        delivered: 90,
        duplicates: 9,
        lagSeconds: 100,
        errorRate: 0.15,
        unmappedShare: 0.0075,
        asking: null,
      },
      {
        source: 'shop',
        plugin: 'shopify',
        state: 'new',
        since: null,
        lastSuccessAt: null,
        delivered: 0,
        duplicates: 0,
        lagSeconds: null,
        errorRate: 0,
        unmappedShare: 0,
        asking: null,
      },
    ]);
    expect(figures.asked).toEqual(['acme 2026-11-21T12:00:00.000Z']);
  });
});
