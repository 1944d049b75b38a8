import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { SourceReport } from '../../core/describe-sources.js';
import { quotasOf } from '../../core/following/quotas.js';
import { QuotaCare } from './quota-care.js';

const LIMITS = [{ requests: 250, perSeconds: 86_400 }];

it('tells the operator when a quota runs low, once each time', async () => {
  const lines: string[] = [];
  const logger = pino({ base: null, timestamp: false }, { write: (line: string) => void lines.push(line) });
  const sources = [
    { brandId: 'acme', source: 'dhl', plugin: 'dhl', client: { limits: LIMITS } },
    { brandId: 'acme', source: 'pushed', plugin: 'easypost' },
  ];
  let polls = 0;
  const describe = async (asked: readonly unknown[]): Promise<readonly SourceReport[]> =>
    asked.map(() => reportOf(polls));
  const care = new QuotaCare({ sources, describe, logger });
  for (polls of [199, 200, 240, 250, 100, 210]) await care.watch();
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    expect.objectContaining({
      alert: 'source_quota_low',
      brandId: 'acme',
      source: 'dhl',
      of: 'requests',
      used: 200,
      cap: 250,
    }),
    expect.objectContaining({ alert: 'source_quota_low', used: 210 }),
  ]);
});

function reportOf(polls: number): SourceReport {
  return {
    source: 'dhl',
    plugin: 'dhl',
    state: 'seeing',
    since: null,
    lastSuccessAt: null,
    delivered: 0,
    duplicates: 0,
    lagSeconds: null,
    errorRate: 0,
    unmappedShare: 0,
    asking: {
      polls,
      pollErrorRate: 0,
      lastAnswerAt: null,
      lastFailure: null,
      circuit: 'closed',
      pausedUntil: null,
      pending: 0,
      followed: 0,
      registrations: null,
      quotas: quotasOf({ limits: LIMITS }, { polls, registrations: null }),
    },
  };
}
