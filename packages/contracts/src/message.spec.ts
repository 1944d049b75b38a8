import { expect, it } from '@jest/globals';
import type { OutgoingEvent } from './define-event.js';
import { eventsOf, textsOf, toMessage, toMessages } from './message.js';

const SUBJECT = 'order.snapshot.updated.v1';

function event(id: string, text = 'Köln 📦 "quoted" \n', subject = SUBJECT): OutgoingEvent {
  return { id, brandId: 'northwind', subject, payload: JSON.stringify({ id, brandId: 'northwind', text }) };
}

const long = 'arrived at the hub '.repeat(100);
const numbered = (count: number, text?: string): OutgoingEvent[] =>
  Array.from({ length: count }, (_, n) => event(`e${n}`, text));

it.each([
  ['few small ones, as they are', numbered(3)],
  ['many long ones, packed', numbered(30, long)],
])('a message holds its events: %s', (_, events) => {
  const [message, ...others] = toMessages(events);
  expect(others).toEqual([]);
  expect(message && eventsOf(message)).toEqual(events);
});

it('what many say alike is carried once', () => {
  const events = numbered(30, long);
  const { body } = toMessage(events);
  expect(body.length * 5).toBeLessThan(events.reduce((sum, { payload }) => sum + payload.length, 0));
});

it('one event alone is its payload, whatever its size, and has its own id', () => {
  const alone = event('alone', long.repeat(10));
  expect(toMessage([alone])).toEqual({
    id: 'alone',
    subject: SUBJECT,
    eventCount: 1,
    body: Buffer.from(alone.payload),
  });
});

it('the same events make the same message, and others another', () => {
  const [one, same, more] = [numbered(3), numbered(3), numbered(4)].map((events) => toMessage(events).id);
  expect(one).toBe(same);
  expect(one).not.toBe(more);
});

it('subjects are kept apart, and their events in order', () => {
  const mixed = numbered(70).flatMap((each) => [each, event(`x-${each.id}`, '', 'promise.shown.v1')]);
  const messages = toMessages(mixed);
  expect(messages.length).toBeLessThanOrEqual(6);
  for (const subject of [SUBJECT, 'promise.shown.v1'])
    expect(messages.filter((each) => each.subject === subject).flatMap(eventsOf)).toEqual(
      mixed.filter((each) => each.subject === subject),
    );
});

it('a damaged body of several events is refused', () => {
  const { body, eventCount } = toMessage(numbered(30, long));
  expect(() => textsOf(body.subarray(0, body.length - 20), eventCount)).toThrow();
});
