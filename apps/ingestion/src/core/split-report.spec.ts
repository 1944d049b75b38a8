import { describe, expect, it } from '@jest/globals';
import { envelopeSchema, trackingReportSchema } from '@tidings/contracts';
import { toReportEvents } from './split-report.js';
import { aReport, anEvent } from '../spec-support/reports.js';

const occasion = {
  brandId: 'acme',
  occurredAt: '2026-11-22T12:00:00.000Z',
  correlationId: 'c',
  causationId: null,
  traceparent: null,
};
const dataOf = (payload: string) =>
  trackingReportSchema.parse(envelopeSchema.parse(JSON.parse(payload)).data);

describe('toReportEvents', () => {
  it('makes one event of a report that fits', () => {
    const outgoing = toReportEvents([aReport({ events: [anEvent(0), anEvent(1)] })], occasion);
    expect(outgoing.map(({ id }) => id)).toEqual(['tracking.report.recorded.v1:acme:receipt-1:0']);
    expect(dataOf(outgoing[0]?.payload ?? '').events).toHaveLength(2);
  });

  it('splits a larger one into parts that each fit, and loses no event', () => {
    const events = Array.from({ length: 9 }, (_, sequence) => anEvent(sequence));
    const outgoing = toReportEvents(
      [aReport({ events }), aReport({ events: [anEvent(9)] })],
      occasion,
      2_500,
    );
    const parts = outgoing.map(({ payload }) => dataOf(payload));
    expect(parts.map(({ part }) => part)).toEqual(parts.map((_, index) => index));
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.flatMap(({ events: own }) => own.map(({ sequence }) => sequence))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    for (const { payload } of outgoing) expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(2_500);
    expect(new Set(outgoing.map(({ id }) => id)).size).toBe(outgoing.length);
  });

  it('counts bytes, not characters', () => {
    const wide = { ...anEvent(0), verbatim: { text: '配'.repeat(500) } };
    const outgoing = toReportEvents([aReport({ events: [wide, { ...wide, sequence: 1 }] })], occasion, 3_000);
    expect(outgoing).toHaveLength(2);
  });

  it('leaves alone what cannot be made smaller', () => {
    expect(toReportEvents([aReport({ events: [anEvent(0)] })], occasion, 10)).toHaveLength(1);
  });
});
