import { describe, expect, it } from '@jest/globals';
import { findCarrierPlugin } from '@tidings/carriers';
import type { SourceFeed } from '../ports/tracking-store.js';
import { FRESH_FEED } from './following/admit-requests.js';
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
  override async sumSince(
    brandIds: readonly string[],
    fromAt: string,
  ): Promise<ReadonlyMap<string, SourceFigures>> {
    this.asked.push(`${brandIds.join()} ${fromAt}`);
    return new Map([['acme/easypost', sums]]);
  }
}

class Health extends SourceHealthStore {
  override async list([brandId = '']: readonly string[]): Promise<readonly SourceStanding[]> {
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
      { brandId: 'acme', source: 'easypost', plugin: 'easypost' },
      { brandId: 'acme', source: 'shop', plugin: 'shopify' },
    ];
    expect(await sources.describe(configured)).toEqual([
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

  it('tells of a source that is asked how that goes, and of its circuit', async () => {
    const client = findCarrierPlugin('aftership')?.client?.open({ apiKey: 'k', registrationsPerMonth: 100 });
    const feed: SourceFeed = {
      ...FRESH_FEED,
      failures: 5,
      resumeAt: '2026-11-22T12:05:00.000Z',
      lastAnswerAt: null,
      lastFailureAt: NOW,
      lastFailure: 'unavailable: answered 500',
      month: '2026-11',
      registrations: 40,
    };
    const describeAt = (now: string) =>
      new DescribeSources({
        figures: new Figures(),
        health: new Health(),
        trackings: {
          feeds: async () => new Map([['acme/easypost', feed]]),
          count: async () => [
            { brandId: 'acme', source: 'easypost', state: 'followed', count: 7 },
            { brandId: 'bolt', source: 'easypost', state: 'pending', count: 9 },
          ],
        },
        clock: { now: () => now },
      }).describe([{ brandId: 'acme', source: 'easypost', plugin: 'aftership', client }]);
    const [open] = await describeAt(NOW);
    expect(open?.asking).toEqual({
      polls: 8,
      pollErrorRate: 0.25,
      lastAnswerAt: null,
      lastFailure: { at: NOW, message: 'unavailable: answered 500' },
      circuit: 'open',
      pausedUntil: '2026-11-22T12:05:00.000Z',
      pending: 0,
      followed: 7,
      registrations: { used: 40, cap: 100 },
      quotas: [{ of: 'registrations', used: 40, cap: 100, isLow: false }],
    });
    const [later] = await describeAt('2026-11-22T12:05:00.000Z');
    expect(later?.asking).toMatchObject({ circuit: 'half_open', pausedUntil: null });
  });
});
