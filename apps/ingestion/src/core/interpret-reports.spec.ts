import { describe, expect, it } from '@jest/globals';
import type { Reading } from '@tidings/carriers';
import { envelopeSchema, trackingReportSchema } from '@tidings/contracts';
import { anEvent } from '../spec-support/reports.js';
import { interpretReports } from './interpret-reports.js';

const context = { brandId: 'acme', source: 'easypost', receivedAt: '2026-11-22T12:00:00.000Z', topic: null };
const origin = {
  brandId: 'acme',
  source: 'easypost',
  receiptId: 'r1',
  receivedAt: context.receivedAt,
  isHistory: true,
  causation: { correlationId: 'c1', causationId: null, traceparent: null },
};
const parcelRef = { carrier: 'ups', number: '1Z' };
const report = { parcelRef, orderNumber: null, events: [anEvent(0), anEvent(1)] };
const interpret = (reading: Reading) => interpretReports(() => reading)({}, context);

describe('interpretReports', () => {
  it('makes one event per parcel, numbered over the whole receipt', () => {
    const { state, problems, toEvents } = interpret({
      reports: [report, report],
      unmapped: [],
      failures: [],
    });
    expect([state, problems]).toEqual(['recorded', []]);
    const sent = toEvents(origin).map(({ payload }) => envelopeSchema.parse(JSON.parse(payload)));
    expect(sent.map(({ correlationId, occurredAt }) => [correlationId, occurredAt])).toEqual([
      ['c1', context.receivedAt],
      ['c1', context.receivedAt],
    ]);
    expect(sent.map(({ data }) => trackingReportSchema.parse(data).part)).toEqual([0, 1]);
    expect(trackingReportSchema.parse(sent[0]?.data)).toMatchObject({
      receiptId: 'r1',
      isHistory: true,
      parcelRef,
    });
  });

  it('lists unknown codes and unreadable rows while the rest goes out', () => {
    const { state, problems, figures, toEvents } = interpret({
      reports: [report],
      unmapped: [{ code: 'XY', text: 'beamed', example: '1Z', count: 3 }],
      failures: [{ parcelRef, error: { code: 'invalid', message: 'no time', field: 'datetime' } }],
    });
    expect(state).toBe('partly_read');
    expect(problems).toEqual([
      { kind: 'unmapped_code', field: 'XY', message: 'beamed (3 times)' },
      { kind: 'unreadable', field: 'datetime', message: 'no time' },
    ]);
    expect(figures).toMatchObject({ events: 2, unmapped: 3, unreadable: 1 });
    expect(toEvents(origin)).toHaveLength(1);
  });

  it.each([
    ['not_found', 'not_found', 0],
    ['control', 'control', 0],
    ['invalid', 'unreadable', 1],
    ['unavailable', 'unreadable', 1],
  ] as const)('keeps a reading that failed as %s as %s', (code, state, problems) => {
    const said = interpret({ error: { code, message: 'why' } });
    expect([said.state, said.problems.length, said.toEvents(origin).length]).toEqual([state, problems, 0]);
  });

  it('does not take a parcel that the source does not know for a fault', () => {
    const failures = [{ parcelRef, error: { code: 'not_found', message: 'nothing yet' } as const }];
    expect(interpret({ reports: [report], unmapped: [], failures }).state).toBe('recorded');
  });

  it('measures the lag by the newest event, where its time is certain', () => {
    const told = (at: object) => ({ ...anEvent(1), at: { ...anEvent(1).at, ...at } });
    const lagOf = (at: object) =>
      interpret({ reports: [{ ...report, events: [anEvent(0), told(at)] }], unmapped: [], failures: [] })
        .figures;
    const instant = '2026-11-22T11:30:00.000Z';
    expect(lagOf({ instant, zoneFrom: 'carrier' })).toMatchObject({ lagSeconds: 1_800, lagSamples: 1 });
    expect(lagOf({ instant, zoneFrom: 'assumed' }).lagSamples).toBeUndefined();
    expect(lagOf({ instant: null }).lagSamples).toBeUndefined();
    expect(lagOf({ instant: '2026-11-22T12:30:00.000Z', zoneFrom: 'carrier' })).toMatchObject({
      lagSeconds: 0,
    });
  });
});
