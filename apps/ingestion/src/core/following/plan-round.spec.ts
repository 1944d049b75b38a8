import { describe, expect, it } from '@jest/globals';
import { findCarrierPlugin, type OpenClient } from '@tidings/carriers';
import { addHours } from '@tidings/domain';
import type { SourceFeed } from '../../ports/tracking-store.js';
import { FRESH_FEED } from './admit-requests.js';
import { planRound } from './plan-round.js';
import { settleRegistration } from './settle-tracking.js';
import type { Tracking } from './tracking.js';

const NOW = '2026-11-22T12:00:00.000Z';
const feed: SourceFeed = {
  ...FRESH_FEED,
  lastAnswerAt: null,
  lastFailureAt: null,
  lastFailure: null,
  month: null,
  registrations: 0,
};
const aftership = findCarrierPlugin('aftership')?.client?.open({ apiKey: 'k' });
if (aftership?.registration === undefined) throw new Error('AfterShip registers nothing');
/** A source whose registrations end by themselves. */
const client: OpenClient = {
  ...aftership,
  registration: { ...aftership.registration, lastsDays: 30 },
  registrationsPerMonth: 2,
};

function tracked(number: string, over: Partial<Tracking> = {}): Tracking {
  return {
    brandId: 'acme',
    number,
    carrier: 'ups',
    orderNumber: '1001',
    postalCode: null,
    country: null,
    shipDate: null,
    state: 'followed',
    reason: null,
    source: 'aftership',
    theirCarrier: 'ups',
    route: 0,
    registrationId: `as-${number}`,
    expiresAt: addHours(NOW, 25),
    boundAt: addHours(NOW, -24),
    milestone: null,
    movedAt: null,
    heardAt: null,
    failures: 0,
    dueAt: NOW,
    claim: 1,
    ...over,
  };
}

const stepsAt = (asOf: string, due: readonly Tracking[], known = feed) =>
  planRound(due, known, { client, asOf }).batches.map(({ step, trackings }) => [
    step,
    trackings.map(({ number }) => number).join(),
  ]);

describe('a registration that ends by itself', () => {
  it('is renewed a day before it does, whatever else is due for the parcel', () => {
    expect(stepsAt(NOW, [tracked('N1')])).toEqual([['poll', 'N1']]);
    expect(stepsAt(addHours(NOW, 1.1), [tracked('N1')])).toEqual([['register', 'N1']]);
  });

  it('ends that much later once it is renewed', () => {
    const source = {
      brandId: 'acme',
      source: 'aftership',
      client,
      read: () => ({ error: { code: 'control', message: '' } }) as const,
      interpret: () => {
        throw new Error('nothing is read');
      },
      isPushed: false,
    };
    const at = { source, routes: [], asOf: NOW, dice: 0.5 };
    expect(settleRegistration(tracked('N1'), { number: 'N1', state: 'registered' }, at)).toMatchObject({
      state: 'followed',
      registrationId: 'as-N1',
      expiresAt: addHours(NOW, 30 * 24),
    });
  });
});

describe('the quota', () => {
  const fresh = ['N1', 'N2', 'N3'].map((number) => tracked(number, { state: 'pending', expiresAt: null }));

  it('is what the month has left, renewals counted too', () => {
    const round = planRound(fresh, { ...feed, month: '2026-11', registrations: 1 }, { client, asOf: NOW });
    expect(round.overQuota.map(({ number }) => number)).toEqual(['N2', 'N3']);
    expect(round.feed).toMatchObject({ month: '2026-11', registrations: 2 });
    const spent = { ...feed, month: '2026-11', registrations: 2 };
    expect(stepsAt(addHours(NOW, 2), [tracked('N1')], spent)).toEqual([]);
  });

  it('begins anew with the month', () => {
    const spent = { ...feed, month: '2026-10', registrations: 2 };
    expect(planRound(fresh, spent, { client, asOf: NOW }).overQuota).toHaveLength(1);
  });
});
