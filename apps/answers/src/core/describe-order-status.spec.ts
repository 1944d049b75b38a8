import { describe, expect, it } from '@jest/globals';
import { answer, type EventTime, type OrderSnapshot } from '@tidings/domain';
import { renderAnswer, renderCorrections } from '@tidings/wording';
import { aParcel, aSnapshot } from '../spec-support/snapshots.js';
import { describeOrderStatus } from './describe-order-status.js';

const NOW = '2026-11-22T12:00:00.000Z';
const reader = { locale: 'en', timeZone: 'America/New_York', brandName: 'Acme' };

function statusOf(over: Partial<OrderSnapshot>) {
  const told = answer(aSnapshot(over), 1, NOW);
  return describeOrderStatus(told, renderAnswer(told, reader), renderCorrections(told, 'bot', reader));
}

const at = (over: Partial<EventTime>): EventTime => ({
  instant: '2026-11-21T20:19:00.000Z',
  wall: '2026-11-21T15:19:00',
  offsetMinutes: -300,
  zoneFrom: 'carrier',
  precision: 'minute',
  ...over,
});

describe('describeOrderStatus', () => {
  it.each([
    ['an instant that is certain', at({}), '2026-11-21T20:19:00.000Z'],
    ['no hour of an assumed zone', at({ zoneFrom: 'assumed' }), '2026-11-21'],
    ['no hour without an offset', at({ instant: null, offsetMinutes: null, zoneFrom: 'none' }), '2026-11-21'],
    ['no hour of a date', at({ precision: 'day' }), '2026-11-21'],
  ])('shows %s', (_, reachedAt, shown) => {
    expect(statusOf({ parcels: [aParcel({ reachedAt })] }).last_event_at).toBe(shown);
  });

  it('begins with what a bot told before and is not so, and with nothing that was told elsewhere', () => {
    const corrections = (['bot', 'page'] as const).map((face) => {
      const told = { condition: 'delivered', saidAt: '2026-11-20T10:00:00.000Z' } as const;
      return { key: `of the ${face}`, face, parcelId: 'p1', ...told, shownAt: null };
    });
    const sentence =
      'On Fri 20 November we told you that your parcel was delivered. That turned out to be wrong, and we are sorry.';
    const { correction, summary } = statusOf({ corrections });
    expect(correction).toBe(sentence);
    expect(summary.startsWith(`${sentence} `)).toBe(true);
    expect(summary.indexOf(sentence, 1)).toBe(-1);
    expect(statusOf({}).correction).toBeNull();
  });

  it('says what an estimate rests on', () => {
    const dates = { from: '2026-11-24', to: '2026-11-25', coverage: 0.8 };
    const confidence = (estimate: OrderSnapshot['parcels'][number]['estimate']) =>
      statusOf({ parcels: [aParcel({ estimate })] }).eta_confidence;
    expect(confidence({ ...dates, basis: 'carrier' })).toBe('carrier');
    expect(confidence({ ...dates, basis: 'learned' })).toBe('estimated');
    expect(confidence(null)).toBe('none');
  });

  it('has the same fields for an order without any parcel', () => {
    const waiting = [{ lineId: 'l1', title: 'Walnut bowl', quantity: 1, waiting: 1 }];
    const empty = statusOf({ parcels: [], lines: waiting });
    expect(Object.keys(empty)).toEqual(Object.keys(statusOf({})));
    expect(empty).toMatchObject({
      carrier: null,
      last_event: null,
      last_event_at: null,
      shipments_count: 0,
      shipments: [],
    });
    expect(empty.status_label).not.toBe('');
  });

  it('takes the fields of the order from the parcel that its headline is about', () => {
    const delivered = aParcel({ parcelId: 'p1', carrier: 'ups', milestone: 'delivered' });
    const moving = aParcel({ parcelId: 'p2', carrier: 'fedex' });
    const status = statusOf({ parcels: [delivered, moving] });
    expect([status.carrier, status.last_event, status.shipments_count]).toEqual(['fedex', 'in_transit', 2]);
  });
});
