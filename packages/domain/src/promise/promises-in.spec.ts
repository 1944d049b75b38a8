import { describe, expect, it } from '@jest/globals';
import type { Answer, ParcelAnswer } from '../answer/answer.js';
import { promisesIn } from './promises-in.js';

const day = (date: string): NonNullable<Answer['estimate']> => ({
  from: date,
  to: date,
  basis: 'carrier',
  coverage: null,
});

const parcel = (parcelId: string, estimate: ParcelAnswer['estimate']): ParcelAnswer => ({
  parcelId,
  carrier: null,
  trackingNumber: null,
  headline: 'in_transit',
  milestone: 'in_transit',
  reachedAt: null,
  lastPlace: null,
  lastScanAt: null,
  reason: null,
  actor: 'carrier',
  estimate,
  estimateBefore: null,
  nextStep: 'carrier_delivers',
  nextBy: null,
  silentSince: null,
  items: [],
});

const parts = [parcel('p1', day('2026-03-06')), parcel('p2', day('2026-03-09')), parcel('p3', null)];

function answerWith(change: Partial<Answer>): Answer {
  return {
    orderNumber: '1',
    headline: 'in_transit',
    headlineParcelId: 'p1',
    reason: null,
    actor: 'carrier',
    estimate: day('2026-03-06'),
    estimateBefore: null,
    nextStep: 'carrier_delivers',
    nextBy: '2026-03-06',
    parcels: parts,
    waitingItems: [],
    openCase: null,
    asOf: '2026-03-02T10:00:00.000Z',
    validUntil: null,
    isStale: false,
    isDelayed: false,
    needsHuman: false,
    ...change,
  };
}

const arrival = { promised: 'delivery', from: '2026-03-06', to: '2026-03-06' };

describe('promisesIn', () => {
  it('finds the date of every parcel that has one, once', () => {
    expect(promisesIn(answerWith({}), { face: 'page', zone: 'UTC' })).toEqual([
      { ...arrival, parcelId: 'p1', face: 'page' },
      { promised: 'delivery', parcelId: 'p2', from: '2026-03-09', to: '2026-03-09', face: 'page' },
    ]);
  });

  it('takes no day that has passed', () => {
    const late = answerWith({ asOf: '2026-03-07T10:00:00.000Z' });
    expect(promisesIn(late, { face: 'page', zone: 'UTC' }).map(({ parcelId }) => parcelId)).toEqual(['p2']);
  });

  it('leaves out what the face did not show', () => {
    const shown = promisesIn(answerWith({}), { face: 'mail', zone: 'UTC', parcelIds: ['p1'] });
    expect(shown).toEqual([{ ...arrival, parcelId: 'p1', face: 'mail' }]);
  });

  it('takes the shop’s own date, and the dispatch as the date that it is for the reader', () => {
    const waiting = answerWith({
      headlineParcelId: null,
      parcels: [],
      nextStep: 'we_dispatch',
      nextBy: '2026-03-03T23:30:00.000Z',
    });
    expect(promisesIn(waiting, { face: 'bot', zone: 'Europe/Berlin' })).toEqual([
      { ...arrival, parcelId: null, face: 'bot' },
      { promised: 'dispatch', parcelId: null, from: '2026-03-04', to: '2026-03-04', face: 'bot' },
    ]);
  });
});
