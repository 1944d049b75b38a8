import { expect, it } from '@jest/globals';
import type { OrderJourney } from '../journey/order-journey.js';
import { orderPlacedAt } from '../words/order.spec-support.js';
import type { DurationLesson } from './brand-durations.js';
import { handlingOf } from './lesson-of.js';

const PLACED_AT = '2026-03-02T08:00:00.000Z';
const LABELLED_AT = '2026-03-03T10:00:00.000Z';

const order = orderPlacedAt(PLACED_AT);
const journey: OrderJourney = {
  order,
  steps: [],
  holds: [],
  isCancelled: false,
  isComplete: true,
  parcels: [],
  waitingLines: [],
  lastStep: null,
};

function lessonFrom(since: string): DurationLesson {
  const way = { carrier: null, service: null, lane: null };
  const moment = { ...way, leg: 'label' as const, handlings: 0, trouble: null, carrierEta: null };
  return {
    deliveredAt: '2026-03-06T10:00:00.000Z',
    moments: [{ ...moment, since, promisedDate: null }],
    gaps: [],
  };
}

it('the warehouse worked on an order from its purchase to the label', () => {
  expect(handlingOf(journey, lessonFrom(LABELLED_AT))).toEqual({
    handling: { from: PLACED_AT, to: LABELLED_AT },
  });
});

it('an order that was held, or waited for goods, says nothing about the warehouse', () => {
  const lines = order.lines.map((line) => ({ ...line, availableFrom: '2026-03-03' }));
  expect(handlingOf({ ...journey, order: { ...order, lines } }, lessonFrom(LABELLED_AT))).toEqual({});
  expect(handlingOf({ ...journey, holdEndedAt: LABELLED_AT }, lessonFrom(LABELLED_AT))).toEqual({});
  expect(handlingOf({ ...journey, order: null }, lessonFrom(LABELLED_AT))).toEqual({});
  expect(handlingOf(journey, lessonFrom('2026-03-01T10:00:00.000Z'))).toEqual({});
});
