import { describe, expect, it } from '@jest/globals';
import type { TrackingEvent } from '../words/tracking-event.js';
import { SOURCE_RANKS } from './choose-source.js';
import { fold } from './fold.js';
import { event, somewhere } from './tracking-events.spec-support.js';

const sourceRanks = new Map(Object.entries(SOURCE_RANKS));
const milestones = (events: readonly TrackingEvent[]) =>
  fold(events, { sourceRanks }).reached.map(({ milestone }) => milestone);
const openReasons = (events: readonly TrackingEvent[]) =>
  fold(events).openExceptions.map(({ reason }) => reason);

describe('fold: milestones', () => {
  it('knows nothing of nothing', () => {
    expect(fold([])).toMatchObject({ current: null, leadingSource: null, timeline: [] });
  });

  it('tells a plain journey, a second tour as a second arrival, and repeated scans as one stretch', () => {
    const journey = fold([
      event(0, { milestone: 'label_created', physical: false }),
      event(6, { milestone: 'picked_up' }),
      event(12, { milestone: 'in_transit' }),
      event(20, { milestone: 'in_transit', place: { city: 'Lyon' } }),
      event(24, { milestone: 'out_for_delivery' }),
      event(25, { milestone: 'out_for_delivery' }),
      event(30, { milestone: 'delivery_attempted' }),
      event(48, { milestone: 'out_for_delivery' }),
      event(54, { milestone: 'delivered' }),
    ]);
    expect(journey.reached.map(({ milestone }) => milestone)).toEqual([
      'label_created',
      'picked_up',
      'in_transit',
      'out_for_delivery',
      'delivery_attempted',
      'out_for_delivery',
      'delivered',
    ]);
    expect(journey.deliveryAttempts).toBe(1);
    expect(journey.firstPhysical?.milestone).toBe('picked_up');
    expect(journey.timeline).toHaveLength(9);
  });

  it('does not go back to a label that the carrier reprints, nor into transit by a message about data', () => {
    const told = [event(0, { milestone: 'picked_up' }), event(9, { milestone: 'out_for_delivery' })];
    expect(fold([...told, event(10, { milestone: 'label_created' })]).current?.milestone).toBe(
      'out_for_delivery',
    );
    const data = event(10, { milestone: 'in_transit', physical: false });
    expect(fold([...told, data]).current?.milestone).toBe('out_for_delivery');
    expect(fold([...told, event(10, { milestone: 'in_transit' })]).current?.milestone).toBe('in_transit');
  });

  it('keeps a delivery that a mis-zoned clock sorts before the scans that led to it', () => {
    const delivered = event(0, { milestone: 'delivered', at: somewhere('2026-11-05T04:23') });
    const scans = ['07:56', '09:10', '18:30'].map((clock) =>
      event(0, { milestone: 'in_transit', at: somewhere(`2026-11-05T${clock}`) }),
    );
    expect(fold([delivered, ...scans]).current?.milestone).toBe('delivered');
  });

  it('sorts wall times in the zone assumed for the parcel, and shows none of it as an instant', () => {
    const { current } = fold([event(0, { milestone: 'picked_up', at: somewhere('2026-11-02T20:00') })], {
      assumedOffsetMinutes: -480,
    });
    expect(current).toMatchObject({ sortAt: '2026-11-03T04:00:00.000Z', at: { instant: null } });
  });

  it('sorts a delivery that has only a date after the scans of that day', () => {
    const delivered = event(0, { milestone: 'delivered', at: somewhere('2026-11-02') });
    const tour = event(10, { milestone: 'out_for_delivery' });
    expect(milestones([delivered, tour])).toEqual(['out_for_delivery', 'delivered']);
  });

  it('reads delivered as a return as returned, and every scan on the way back as the way back', () => {
    const back = [
      event(0, { milestone: 'picked_up' }),
      event(40, { milestone: 'returning' }),
      event(50, { milestone: 'in_transit' }),
      event(60, { milestone: 'out_for_delivery' }),
    ];
    expect(fold(back).current?.milestone).toBe('returning');
    expect(fold([...back, event(70, { milestone: 'delivered', reason: 'return' })]).current?.milestone).toBe(
      'returned',
    );
    expect(fold([...back, event(70, { milestone: 'delivered' })]).current?.milestone).toBe('delivered');
  });

  it('follows the newest date of the carrier, keeps the first, and the number that replaced this one', () => {
    const journey = fold([
      event(0, { milestone: 'picked_up', carrierEta: { from: '2026-11-05', to: '2026-11-05' } }),
      event(9, { kind: 'eta_change', physical: false, carrierEta: { from: '2026-11-06', to: '2026-11-07' } }),
      event(10, {
        kind: 'link',
        physical: false,
        link: { carrier: 'usps', number: '92', relation: 'replaced_by' },
      }),
    ]);
    expect(journey.carrierEta?.to).toBe('2026-11-07');
    expect(journey.firstCarrierEta?.to).toBe('2026-11-05');
    expect(journey.replacedBy).toEqual({ carrier: 'usps', number: '92' });
  });
});

describe('fold: corrections', () => {
  const tour = event(0, { milestone: 'out_for_delivery' });
  const delivered = event(5, { milestone: 'delivered' });
  const repeated = event(6, { milestone: 'delivered', physical: false });

  it('takes back what a correction names, by event or by milestone with all its repeats', () => {
    const byId = event(8, { kind: 'correction', physical: false, retracts: { eventId: delivered.id } });
    const journey = fold([tour, delivered, byId]);
    expect(journey.current?.milestone).toBe('out_for_delivery');
    expect(journey.retractions).toMatchObject([
      { retractedEventId: delivered.id, milestone: 'delivered', by: { eventId: byId.id } },
    ]);
    expect(journey.timeline.map(({ isRetracted }) => isRetracted)).toEqual([false, true, false]);
    const byMilestone = event(8, {
      kind: 'correction',
      physical: false,
      retracts: { milestone: 'delivered' },
    });
    expect(milestones([tour, delivered, repeated, byMilestone])).toEqual(['out_for_delivery']);
  });

  it('takes back the last arrival only', () => {
    const first = event(1, { milestone: 'delivery_attempted' });
    const second = event(25, { milestone: 'delivery_attempted' });
    const mistaken = event(26, { kind: 'correction', retracts: { milestone: 'delivery_attempted' } });
    const journey = fold([first, event(24, { milestone: 'out_for_delivery' }), second, mistaken]);
    expect(journey.retractions.map(({ retractedEventId }) => retractedEventId)).toEqual([second.id]);
    expect(journey.deliveryAttempts).toBe(1);
  });

  it('lets no other source take back what the leading one said', () => {
    const other = event(8, { kind: 'correction', source: 'shop', retracts: { milestone: 'delivered' } });
    expect(fold([tour, delivered, other], { sourceRanks }).current?.milestone).toBe('delivered');
  });

  it('unseats a delivery when the parcel turns up with a wrong address, until it is delivered again', () => {
    const found = event(25, { kind: 'exception_opened', reason: 'address_incorrect', actor: 'recipient' });
    const afterwards = fold([tour, delivered, found]);
    expect(afterwards.current?.milestone).toBe('out_for_delivery');
    expect(afterwards.openExceptions).toMatchObject([{ reason: 'address_incorrect' }]);
    expect(afterwards.retractions).toMatchObject([
      { retractedEventId: delivered.id, by: { eventId: found.id } },
    ]);
    const again = fold([tour, delivered, found, event(53, { milestone: 'delivered' })]);
    expect(again.reached.map(({ milestone }) => milestone)).toEqual(['out_for_delivery', 'delivered']);
    expect(again.openExceptions).toEqual([]);
  });
});

describe('fold: exceptions', () => {
  const attempt = (hours: number) =>
    event(hours, {
      kind: 'exception_opened',
      milestone: 'delivery_attempted',
      reason: 'recipient_unavailable',
      actor: 'recipient',
    });

  it('is one open problem however often it is reported, and a new one after it was resolved', () => {
    const repeated = fold([attempt(0), attempt(1), attempt(24), attempt(48), attempt(96)]);
    expect(repeated.openExceptions).toMatchObject([{ reports: 5, occurrence: 1 }]);
    expect(repeated.deliveryAttempts).toBe(4);
    const secondTour = fold([attempt(0), event(20, { milestone: 'out_for_delivery' }), attempt(24)]);
    expect(secondTour.resolvedExceptions).toMatchObject([{ occurrence: 1 }]);
    expect(secondTour.openExceptions).toMatchObject([{ occurrence: 2, reports: 1 }]);
  });

  it.each([
    ['customs_docs_missing', { kind: 'exception_resolved', reason: 'customs_cleared', physical: false }],
    ['address_incorrect', { kind: 'exception_resolved', reason: 'address_corrected', physical: false }],
    ['recipient_moved', { kind: 'exception_resolved', physical: false }],
    ['refused', { kind: 'exception_resolved', reason: 'refused', physical: false }],
    ['weather', { milestone: 'in_transit' }],
    ['customs_hold', { milestone: 'in_transit' }],
    ['lost_investigation', { milestone: 'in_transit' }],
    ['damaged', { milestone: 'out_for_delivery' }],
    ['no_access', { milestone: 'available_for_pickup' }],
  ] as const)('%s ends with %o', (reason, ends) => {
    const opened = event(0, { kind: 'exception_opened', reason });
    expect(openReasons([opened, event(5, ends)])).toEqual([]);
  });

  it.each([
    ['weather', { milestone: 'in_transit', physical: false }],
    ['customs_hold', { milestone: 'in_transit', reason: 'customs_processing' }],
    ['address_incorrect', { milestone: 'in_transit' }],
    ['damaged', { kind: 'exception_resolved', physical: false }],
    ['weather', { kind: 'exception_resolved', reason: 'customs_cleared', physical: false }],
    ['refused', { kind: 'info' }],
    ['weather', { kind: 'info', milestone: 'in_transit' }],
  ] as const)('%s does not end with %o', (reason, goesOn) => {
    const opened = event(0, { kind: 'exception_opened', reason });
    expect(openReasons([opened, event(5, goesOn)])).toEqual([reason]);
  });

  it('is not resolved by the step that its own report names', () => {
    const ready = (hours: number) =>
      event(hours, {
        kind: 'exception_opened',
        milestone: 'available_for_pickup',
        reason: 'pickup_deadline',
      });
    expect(fold([ready(0), ready(24)]).openExceptions).toMatchObject([{ reports: 2, occurrence: 1 }]);
  });

  it('remembers the date that stood before, who must act, and that nothing had left yet', () => {
    const early = fold([
      event(0, {
        milestone: 'placed',
        physical: false,
        carrierEta: { from: '2026-11-05', to: '2026-11-05' },
      }),
      event(1, {
        kind: 'exception_opened',
        reason: 'payment_review',
        actor: 'merchant',
        physical: false,
        carrierEta: { from: '2026-11-09', to: '2026-11-09' },
      }),
    ]);
    expect(early.openExceptions).toMatchObject([
      { etaBefore: { to: '2026-11-05' }, actor: 'merchant', isPreShipment: true },
    ]);
  });

  it('opens nothing after the end', () => {
    const late = event(9, { kind: 'exception_opened', reason: 'no_access', physical: false });
    expect(openReasons([event(0, { milestone: 'delivered' }), late])).toEqual([]);
  });
});

describe('fold: several sources', () => {
  const carrier = [event(10, { milestone: 'in_transit' }), event(30, { milestone: 'out_for_delivery' })];
  const label = event(0, { milestone: 'label_created', physical: false });

  it('fills early steps from the others, tells nothing twice, and takes no problem or end from them', () => {
    const journey = fold(
      [
        event(-5, { milestone: 'packed', physical: false, source: 'shop' }),
        label,
        event(0.2, { milestone: 'label_created', physical: false, source: 'shop' }),
        event(4, { milestone: 'picked_up', source: 'aggregator' }),
        ...carrier,
        event(30.4, { milestone: 'out_for_delivery', source: 'aggregator' }),
        event(31, { kind: 'exception_opened', reason: 'unspecified', source: 'aggregator' }),
        event(32, { milestone: 'delivered', source: 'aggregator' }),
      ],
      { sourceRanks },
    );
    expect(journey.leadingSource).toBe('carrier');
    expect(journey.reached.map(({ milestone }) => milestone)).toEqual([
      'packed',
      'label_created',
      'picked_up',
      'in_transit',
      'out_for_delivery',
    ]);
    expect(journey.openExceptions).toEqual([]);
    expect(journey.timeline).toHaveLength(7);
  });

  it('does not take information for the confirmation of a step', () => {
    const packed = event(-5, { milestone: 'packed', physical: false, source: 'shop' });
    const notice = event(-5, { kind: 'info', milestone: 'packed', physical: false });
    expect(fold([packed, notice, label, ...carrier], { sourceRanks }).reached[0]?.milestone).toBe('packed');
  });

  it('waits for a step that the leading source tells itself, if later', () => {
    const early = event(4, { milestone: 'picked_up', source: 'aggregator' });
    const own = event(6, { milestone: 'picked_up' });
    expect(fold([label, early, own, ...carrier], { sourceRanks }).reached[1]?.eventId).toBe(own.id);
  });

  it('follows whoever sees the parcel handled, so that an empty feed hides nothing', () => {
    const seen = event(4, { milestone: 'picked_up', source: 'aggregator' });
    expect(fold([label, seen], { sourceRanks })).toMatchObject({
      leadingSource: 'aggregator',
      current: { milestone: 'picked_up' },
    });
    expect(fold([label, seen, ...carrier], { sourceRanks }).leadingSource).toBe('carrier');
  });

  it('passes over a feed that died: another saw the parcel a day later', () => {
    const rest = [
      event(31, { milestone: 'out_for_delivery', source: 'aggregator' }),
      event(54, { milestone: 'delivered', source: 'aggregator' }),
    ];
    expect(fold([label, ...carrier, ...rest], { sourceRanks })).toMatchObject({
      leadingSource: 'aggregator',
      current: { milestone: 'delivered' },
    });
    const again = event(53, { milestone: 'in_transit' });
    expect(fold([label, ...carrier, ...rest, again], { sourceRanks }).leadingSource).toBe('carrier');
  });

  it('believes a feed that told the end: it is silent for a reason', () => {
    const end = event(31, { milestone: 'delivered' });
    const later = event(60, { milestone: 'in_transit', source: 'aggregator' });
    expect(fold([label, ...carrier, end, later], { sourceRanks })).toMatchObject({
      leadingSource: 'carrier',
      current: { milestone: 'delivered' },
    });
  });

  it("keeps the leading source's copy of an event that several tell", () => {
    const told = event(4, { milestone: 'picked_up' });
    const copy = { ...told, source: 'aggregator', sequence: 0 };
    expect(fold([copy, told, ...carrier], { sourceRanks }).timeline[0]?.event).toBe(told);
  });
});
