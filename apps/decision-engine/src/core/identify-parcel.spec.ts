import { describe, expect, it } from '@jest/globals';
import type { TrackingReport } from '@tidings/contracts';
import { buildEvent } from '../spec-support/events.js';
import { beganAt, isOfThisLife } from './identify-parcel.js';

function reportOf(...instants: string[]): TrackingReport {
  const events = instants.map((at) => buildEvent({ number: 'N1', at }));
  const parcelRef = { carrier: 'fedex', number: 'N1' };
  const receivedAt = '2026-03-02T09:00:00.000Z';
  return {
    receiptId: 'r',
    part: 0,
    source: 's',
    parcelRef,
    orderNumber: null,
    receivedAt,
    isHistory: false,
    events,
  };
}

describe('the life of a number', () => {
  const createdAt = '2026-03-02T08:00:00.000Z';

  it.each([
    ['ended long before', ['2025-09-01T08:00:00.000Z', '2025-09-04T08:00:00.000Z'], false],
    ['began long after', ['2026-09-01T08:00:00.000Z'], false],
    ['has a label from before the shop told of it', ['2026-02-25T08:00:00.000Z'], true],
    ['is this one', ['2026-03-02T20:00:00.000Z', '2026-03-05T08:00:00.000Z'], true],
    ['has no date', [], true],
  ])('%s: %j is %p', (_, instants, expected) => {
    expect(isOfThisLife(createdAt, reportOf(...instants))).toBe(expected);
  });

  it('begins with the first event, and never after now', () => {
    const { events } = reportOf('2026-03-05T08:00:00.000Z', '2026-03-03T08:00:00.000Z');
    expect(beganAt(events, '2026-03-09T00:00:00.000Z')).toBe('2026-03-03T08:00:00.000Z');
    expect(beganAt([], '2026-03-09T00:00:00.000Z')).toBe('2026-03-09T00:00:00.000Z');
  });
});
