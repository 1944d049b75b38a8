import { expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import type { SourceReport } from '../../core/describe-sources.js';
import { watchFeeds } from './watch-feeds.js';

const asked: SourceReport = {
  source: 'aftership',
  plugin: 'aftership',
  state: 'seeing',
  since: '2026-11-22T11:00:00.000Z',
  lastSuccessAt: '2026-11-22T12:00:00.000Z',
  delivered: 10,
  duplicates: 0,
  lagSeconds: 90,
  errorRate: 0.2,
  unmappedShare: 0.05,
  asking: {
    polls: 4,
    pollErrorRate: 0.5,
    lastAnswerAt: null,
    lastFailure: null,
    circuit: 'half_open',
    pausedUntil: null,
    pending: 1,
    followed: 2,
    registrations: { used: 3, cap: 50 },
    quotas: [{ of: 'registrations', used: 3, cap: 50, isLow: false }],
  },
};
const fresh: SourceReport = {
  ...asked,
  source: 'shop',
  state: 'new',
  lastSuccessAt: null,
  lagSeconds: null,
  asking: null,
};

it('tells every figure of every feed by one reading, and none that a source has not', async () => {
  const metrics = new Registry();
  let readings = 0;
  const named = [
    { brandId: 'acme', source: 'aftership', plugin: 'aftership' },
    { brandId: 'acme', source: 'shop', plugin: 'shopify' },
  ];
  watchFeeds(metrics, named, async () => {
    readings += 1;
    return [asked, fresh];
  });
  const lines = (await metrics.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const of = (name: string, labels = '') => `${name}{brand="acme",source="aftership"${labels}}`;
  expect(lines).toEqual([
    `${of('ingestion_source_seeing')} 1`,
    `${of('ingestion_source_last_success_timestamp_seconds')} 1795348800`,
    `${of('ingestion_source_lag_seconds')} 90`,
    `${of('ingestion_source_error_ratio')} 0.2`,
    'ingestion_source_error_ratio{brand="acme",source="shop"} 0.2',
    `${of('ingestion_source_unmapped_ratio')} 0.05`,
    'ingestion_source_unmapped_ratio{brand="acme",source="shop"} 0.05',
    `${of('ingestion_source_poll_error_ratio')} 0.5`,
    `${of('ingestion_source_circuit', ',state="closed"')} 0`,
    `${of('ingestion_source_circuit', ',state="half_open"')} 1`,
    `${of('ingestion_source_circuit', ',state="open"')} 0`,
    `${of('ingestion_source_quota_used_ratio', ',of="registrations"')} 0.06`,
    `${of('ingestion_registration_cap')} 50`,
  ]);
  expect(readings).toBe(1);
  await metrics.metrics();
  expect(readings).toBe(2);
});
