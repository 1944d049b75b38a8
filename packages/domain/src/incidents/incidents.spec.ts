import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ParcelJourney } from '../journey/order-journey.js';
import { fold } from '../journey/fold.js';
import { hour, report } from '../policy/order-desk.spec-support.js';
import { detectIncidents, type Trouble } from './detect-incidents.js';
import { delayDaysOf, findIncident } from './find-incident.js';
import type { Incident } from './incident.js';

const NOW = hour(24 * 40);
const hoursAgo = (hours: number): string => hour(24 * 40 - hours);

function troubles(count: number, more: Partial<Trouble> = {}, at = 10): Trouble[] {
  return Array.from({ length: count }, (_, n) => ({
    parcelId: `${more.facility ?? 'Memphis'}-${at}-${n}`,
    carrier: 'fedex',
    facility: 'Memphis',
    reason: null,
    since: hoursAgo(at + n / 100),
    isOpen: true,
    ...more,
  }));
}

const memphis: Incident = {
  incidentId: 'i1',
  brandId: 'acme',
  name: 'Memphis',
  place: { carrier: 'fedex', facility: 'Memphis' },
  origin: 'detected',
  reason: null,
  from: hoursAgo(20),
  to: null,
  evidence: { parcels: 10, usual: 0, windowHours: 48, withReason: 0 },
  by: null,
};

describe('many parcels in trouble at one place', () => {
  it('are one incident with its evidence, and no cause where the carrier gave none', () => {
    const { opened } = detectIncidents([...troubles(6), ...troubles(3, { facility: 'Oakland' })], [], NOW);
    expect(opened).toEqual([
      {
        carrier: 'fedex',
        facility: 'Memphis',
        reason: null,
        from: hoursAgo(10.05),
        evidence: { parcels: 6, usual: 0, windowHours: 48, withReason: 0 },
      },
    ]);
  });

  it('are none where as many are usual, nor where they move again', () => {
    const usual = Array.from({ length: 13 }, (_, window) => troubles(3, {}, 50 + 48 * window)).flat();
    expect(detectIncidents([...usual, ...troubles(6)], [], NOW).opened).toEqual([]);
    expect(detectIncidents(troubles(9, { isOpen: false }), [], NOW).opened).toEqual([]);
  });

  it('have the cause that most of them bear out', () => {
    const stormy = [...troubles(4, { reason: 'weather' }, 5), ...troubles(3)];
    expect(detectIncidents(stormy, [], NOW).opened).toMatchObject([
      { reason: 'weather', evidence: { withReason: 4 } },
    ]);
    expect(
      detectIncidents([...troubles(2, { reason: 'weather' }, 5), ...troubles(5)], [], NOW).opened,
    ).toMatchObject([{ reason: null }]);
    expect(detectIncidents(troubles(6, { reason: 'refused' }), [], NOW).opened).toMatchObject([
      { reason: null },
    ]);
    const later = detectIncidents(stormy, [memphis], NOW);
    expect(later).toMatchObject({
      opened: [],
      ended: [],
      changed: [{ incident: memphis, reason: 'weather' }],
    });
  });

  it('end it by moving again, and do not end what a person declared', () => {
    expect(detectIncidents(troubles(6), [memphis], NOW).ended).toEqual([]);
    expect(detectIncidents(troubles(6, {}, 100), [memphis], NOW).ended).toEqual([]);
    expect(detectIncidents(troubles(3), [memphis], NOW).ended).toEqual([memphis]);
    expect(detectIncidents([], [{ ...memphis, origin: 'declared' }], NOW).ended).toEqual([]);
  });

  it('never open a second one where one stands, and never open and end one at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 47 }), (count, at) => {
        const found = detectIncidents(troubles(count, {}, at), [], NOW);
        const standing = found.opened.map((each): Incident => ({ ...memphis, ...each, incidentId: 'new' }));
        const again = detectIncidents(troubles(count, {}, at), standing, NOW);
        return again.opened.length === 0 && again.ended.length === 0;
      }),
    );
  });
});

describe('the incident that a parcel is in', () => {
  const events = [report(900, { milestone: 'in_transit', place: { facility: 'Memphis', city: 'Memphis' } })];
  const parcel: ParcelJourney = {
    parcelId: 'p1',
    carrier: 'fedex',
    trackingNumber: 'N1',
    service: null,
    lines: [],
    isCancelled: false,
    journey: fold(events),
  };
  const onItsWay = { parcel, destination: { country: 'US', region: 'CA' } };
  const at = (place: Incident['place'], more: Partial<Incident> = {}): Incident => ({
    ...memphis,
    place,
    ...more,
  });

  it.each([
    [{ facility: 'memphis' }, true],
    [{ facility: 'Oakland' }, false],
    [{ carrier: 'ups', facility: 'Memphis' }, false],
    [{ country: 'US' }, true],
    [{ country: 'US', region: 'NY' }, false],
    [{ isWarehouse: true as const }, false],
  ])('at %j: %s', (place, isIn) => {
    expect(findIncident(onItsWay, [at(place)], NOW) !== null).toBe(isIn);
  });

  describe('on a lane that passes the place', () => {
    const lanes = [{ carrier: 'fedex', lane: 'US-CA' }];
    const elsewhere = report(890, { milestone: 'in_transit', place: { city: 'Newark' } });
    const at = (...told: Parameters<typeof fold>[0]): ParcelJourney => ({
      ...parcel,
      journey: fold([...told]),
    });
    const isIn = (each: ParcelJourney, region = 'CA'): boolean =>
      findIncident({ parcel: each, destination: { country: 'US', region } }, [{ ...memphis, lanes }], NOW) !==
      null;

    it('is met ahead of it, and not once the place lies behind', () => {
      expect(isIn(at(elsewhere))).toBe(true);
      expect(isIn(at(elsewhere, ...events))).toBe(true);
      const beyond = report(920, { milestone: 'in_transit', place: { city: 'Oakland' } });
      expect(isIn(at(elsewhere, ...events, beyond))).toBe(false);
      expect(isIn(at(elsewhere, report(930, { milestone: 'out_for_delivery' })))).toBe(false);
    });

    it('is not met on another lane, by another carrier, nor where the lanes are unknown', () => {
      expect(isIn(at(elsewhere), 'NY')).toBe(false);
      expect(isIn({ ...at(elsewhere), carrier: 'ups' })).toBe(false);
      const onItsWayThere = { parcel: at(elsewhere), destination: { country: 'US', region: 'CA' } };
      expect(findIncident(onItsWayThere, [memphis], NOW)).toBeNull();
    });
  });

  it('is none before it begins, after its end, and for what has arrived', () => {
    expect(findIncident(onItsWay, [{ ...memphis, from: hour(24 * 41) }], NOW)).toBeNull();
    expect(findIncident(onItsWay, [{ ...memphis, to: hoursAgo(1) }], NOW)).toBeNull();
    const arrived = { ...parcel, journey: fold([...events, report(950, { milestone: 'delivered' })]) };
    expect(findIncident({ ...onItsWay, parcel: arrived }, [at({ country: 'US' })], NOW)).toBeNull();
  });

  it('is the one whose cause is known', () => {
    const storm = at({ country: 'US' }, { reason: 'weather', incidentId: 'i2' });
    expect(findIncident(onItsWay, [memphis, storm], NOW)).toBe(storm);
  });

  it('widens by as long as it is expected to last, else by as long as it has lasted', () => {
    expect(delayDaysOf(memphis, NOW)).toBe(1);
    expect(delayDaysOf({ ...memphis, from: hoursAgo(60) }, NOW)).toBe(3);
    expect(delayDaysOf({ ...memphis, to: hour(24 * 42) }, NOW)).toBe(2);
    expect(delayDaysOf({ ...memphis, from: hoursAgo(24 * 30) }, NOW)).toBe(7);
  });
});
