import { describe, expect, it } from '@jest/globals';
import type { EventTime, OrderSnapshot, ParcelSnapshot } from '@tidings/domain';
import { answer } from '@tidings/domain';
import { ORDER_STATES } from '@tidings/testing';
import type { OrderPage } from './order-page.js';
import { type OrderPageOccasion, renderOrderPage } from './render-order-page.js';

type Entry = ParcelSnapshot['timeline'][number];

const at = (wall: string): EventTime => ({
  instant: null,
  wall,
  offsetMinutes: null,
  zoneFrom: 'place',
  precision: 'minute',
});

function entry(wall: string, over: Partial<Entry>): Entry {
  return {
    eventId: wall,
    kind: 'milestone',
    milestone: 'in_transit',
    reason: null,
    at: at(wall),
    place: null,
    verbatim: 'SCAN',
    confidence: 'code',
    isPhysical: true,
    isRetracted: false,
    ...over,
  };
}

const hub = entry('2026-11-20T15:19', { place: { city: 'BRISTOL' }, verbatim: 'ARRIVED AT FACILITY' });

function parcel(over: Partial<ParcelSnapshot> = {}): ParcelSnapshot {
  return {
    parcelId: 'p1',
    carrier: 'ups',
    trackingNumber: '1Z9',
    service: null,
    lines: [],
    milestone: 'in_transit',
    reachedAt: hub.at,
    reached: [],
    lastPhysicalAt: hub.at,
    lastPlace: { city: 'BRISTOL' },
    exceptions: [],
    estimate: { from: '2026-11-24', to: '2026-11-26', coverage: null, basis: 'carrier' },
    estimateBefore: null,
    silence: { state: 'none' },
    nextEventBy: null,
    replacedBy: null,
    timeline: [hub],
    ...over,
  };
}

function pageOf(over: Partial<OrderSnapshot>, more: Partial<OrderPageOccasion> = {}): OrderPage {
  const snapshot: OrderSnapshot = {
    brandId: 'acme',
    orderId: 'o1',
    orderNumber: '1001',
    version: 1,
    asOf: '2026-11-22T11:00:00.000Z',
    validUntil: null,
    token: 't',
    locale: null,
    placedAt: null,
    promisedDate: null,
    delivery: 'ship',
    isCancelled: false,
    isComplete: false,
    lines: [],
    steps: [{ milestone: 'placed', at: at('2026-11-18T20:12'), place: null }],
    holds: [],
    dispatchBy: null,
    isPreparingLate: false,
    parcels: [parcel()],
    cases: [],
    told: [],
    ...over,
  };
  return renderOrderPage({
    snapshot,
    answer: answer(snapshot, 2, '2026-11-22T12:00:00.000Z'),
    reader: { locale: 'en-GB', timeZone: 'Europe/London', brandName: 'Acme' },
    supportEmail: 'help@acme.example',
    ...more,
  });
}

const told = (page: OrderPage) => page.parcels[0]?.timeline.map(({ text, place }) => [text, place]);
const here = (page: OrderPage) => page.progress?.stages.find(({ state }) => state === 'current')?.label;

describe("an order's page in words", () => {
  it('tells an order of one parcel as one story, newest first', () => {
    const page = pageOf({});
    expect(page).toMatchObject({
      title: 'On its way · Order 1001 · Acme',
      sentence: 'Your order is on its way with UPS. It was last recorded in Bristol on Fri 20 November.',
      expected: { when: 'Between Tue 24 and Thu 26 November', says: ['This is the date that UPS gives.'] },
      next: { text: 'Next, UPS brings it to you.' },
      story: null,
      updated: { value: 'Sun 22 November at 11:00 GMT' },
    });
    expect(told(page)).toEqual([
      ['On its way', 'Bristol'],
      ['Ordered', null],
    ]);
    expect(page.parcels[0]?.verbatim?.reports.map(({ text }) => text)).toEqual(['ARRIVED AT FACILITY']);
  });

  it('says what a date was before, and why it moved', () => {
    const page = pageOf({
      parcels: [
        parcel({
          estimateBefore: { from: '2026-11-23', to: '2026-11-23', coverage: null, basis: 'carrier' },
          exceptions: [{ reason: 'weather', actor: 'carrier', since: hub.at, matters: true }],
        }),
      ],
    });
    expect(page.expected?.says).toEqual([
      'Before, it was expected on Mon 23 November.',
      'The weather is holding the carrier up.',
      'This is the date that UPS gives.',
    ]);
  });

  it('offers no second choice: what was chosen stands, and is for us to carry out', () => {
    const chosen = ORDER_STATES['chosen'];
    if (chosen === undefined) throw new Error('no such state');
    const page = pageOf(chosen);
    expect(page.task).toEqual({
      title: 'What we are doing about it',
      isForReader: false,
      says: [
        expect.stringContaining('you chose: “Hold it to be collected”.'),
        'Our team is looking after it and will write to you by Wed 25 November.',
      ],
      choices: null,
    });
  });

  it('asks the reader to write, not to reply, and puts the way out beside it; where an address can be told, to tell it there', () => {
    const order: Partial<OrderSnapshot> = {
      parcels: [
        parcel({
          exceptions: [{ reason: 'address_incorrect', actor: 'recipient', since: hub.at, matters: true }],
        }),
      ],
      cases: [
        {
          caseId: 'c1',
          parcelId: 'p1',
          reason: 'address_incorrect',
          actor: 'recipient',
          state: 'open',
          openedAt: '2026-11-21T10:00:00.000Z',
          dueAt: '2026-11-25T17:00:00.000Z',
          closedAt: null,
          options: ['correct_address', 'refund'],
        },
      ],
    };
    const page = pageOf(order);
    expect(page.task).toEqual({
      title: 'What you can do',
      isForReader: true,
      says: [
        'Please write to us with the correct address and we will pass it on to the carrier.',
        'Please let us know by Wed 25 November. We can correct the address or give you your money back.',
      ],
      choices: {
        address: null,
        caseId: 'c1',
        label: 'Choose one',
        options: [
          { option: 'correct_address', label: 'Correct the address' },
          { option: 'refund', label: 'Get the money back' },
        ],
      },
    });
    expect(page.next).toBeNull();
    const taken = pageOf(order, { addressTaking: { attempt: null } });
    expect(taken.task?.says[0]).toBe(
      'Please fill in the form below with the correct address and we will pass it on to the carrier.',
    );
    expect(taken.task?.choices?.address).toMatchObject({ label: 'Correct the address', isOpen: true });
    const [openCase] = order.cases ?? [];
    if (openCase === undefined) throw new Error('no case');
    const other = pageOf(
      { cases: [{ ...openCase, reason: 'refused' }] },
      { addressTaking: { attempt: null } },
    );
    expect(other.task?.says.join(' ')).not.toContain('form');
    expect(other.task?.choices?.address?.isOpen).toBe(false);
  });

  it('leaves noise, what was taken back and movement on paper to the carrier', () => {
    const onPaper = entry('2026-11-19T09:00', { isPhysical: false, verbatim: 'SHIPMENT DATA RECEIVED' });
    const noise = entry('2026-11-20T10:00', {
      kind: 'exception_opened',
      milestone: null,
      reason: 'unspecified',
    });
    const takenBack = entry('2026-11-20T11:00', { milestone: 'delivered', isRetracted: true });
    const page = pageOf({
      parcels: [parcel({ lastPhysicalAt: null, timeline: [onPaper, noise, takenBack] })],
    });
    expect(told(page)).toEqual([['Ordered', null]]);
    expect(here(page)).toBe('Packed');
    expect(page.parcels[0]?.verbatim?.reports.map(({ withdrawn }) => withdrawn)).toEqual([
      'taken back later',
      null,
      null,
    ]);
  });

  it('tells a problem that is over only where it cost time, and one thing once', () => {
    const opened = (reason: Entry['reason']) =>
      entry('2026-11-20T10:00', { kind: 'exception_opened', milestone: null, reason });
    const page = pageOf({
      parcels: [parcel({ timeline: [opened('weather'), opened('weather'), opened('label_problem'), hub] })],
    });
    expect(told(page)).toEqual([
      ['On its way', 'Bristol'],
      ['Held up by the weather', null],
      ['Ordered', null],
    ]);
  });

  it('has a section for each part where there are several, and one for what was before them', () => {
    const page = pageOf({ parcels: [parcel(), parcel({ parcelId: 'p2', milestone: 'delivered' })] });
    expect(page.headline).toBe('Partly delivered');
    expect(page.progress).toBeNull();
    expect(page.story).toMatchObject({ title: 'While it was with us', timeline: [{ text: 'Ordered' }] });
    expect(page.parcels.map(({ title, label, expected }) => [title, label, expected?.when])).toEqual([
      ['Parcel 1 of 2', 'On its way', 'Between Tue 24 and Thu 26 November'],
      ['Parcel 2 of 2', 'Delivered', undefined],
    ]);
  });

  it('helps those who cannot find what was delivered', () => {
    const page = pageOf({ isComplete: true, parcels: [parcel({ milestone: 'delivered' })] });
    expect([here(page), page.next?.label, page.expected]).toEqual(['Delivered', 'Is it not there?', null]);
  });

  it('goes to a place of collection where the parcel does', () => {
    const waiting = entry('2026-11-21T09:00', { milestone: 'available_for_pickup' });
    const reached = [{ milestone: 'available_for_pickup' as const, at: waiting.at, place: null }];
    const point = parcel({ milestone: 'available_for_pickup', reached, timeline: [hub, waiting] });
    expect(here(pageOf({ parcels: [point] }))).toBe('Ready to collect');
    const collected = { ...point, milestone: 'delivered' as const };
    expect(here(pageOf({ parcels: [collected] }))).toBe('Collected');
  });

  it('stands nowhere on the way once the parcel has left it', () => {
    for (const milestone of ['lost', 'returning', 'returned', 'cancelled'] as const) {
      expect([milestone, pageOf({ parcels: [parcel({ milestone })] }).progress]).toEqual([milestone, null]);
    }
  });

  it('begins with the order, also where the shop tells of no steps', () => {
    const page = pageOf({ steps: [], placedAt: '2026-11-18T23:30:00.000Z', parcels: [] });
    expect(page.story?.timeline).toEqual([{ text: 'Ordered', when: 'Wed 18 November', place: null }]);
  });

  it('does not ask for a date of what is on the van', () => {
    const page = pageOf({ parcels: [parcel({ milestone: 'out_for_delivery', estimate: null })] });
    expect([page.headline, page.expected]).toEqual(['Out for delivery', null]);
  });

  it('says when it could not be checked', () => {
    expect(pageOf({ validUntil: '2026-11-22T11:30:00.000Z' }).stale).toMatch(
      /^This is what we knew on Sun 22/,
    );
  });
});
