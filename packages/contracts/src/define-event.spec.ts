import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { eventCatalogue } from './catalogue.js';
import { defineEvent, type EventContract, toOutgoing } from './define-event.js';
import { envelopeSchema } from './envelope.js';

const letterPosted = defineEvent({
  subject: 'post.letter.posted.v3',
  stream: 'TRACKING',
  description: 'A letter was posted',
  producers: ['sender'],
  consumers: ['receiver'],
  schema: z.object({ letter: z.string() }),
  dedupeKey: ({ letter }) => letter,
});

const occasion = {
  brandId: 'acme',
  occurredAt: '2026-11-20T15:19:00.000Z',
  correlationId: 'c-1',
  causationId: null,
  traceparent: null,
  data: { letter: 'L1' },
};

describe('defineEvent', () => {
  it.each([
    'letter.posted.v1',
    'post.letter.posted',
    'post.letter.posted.v',
    'Post.letter.posted.v1',
    'post.letter.posted.v1.x',
  ])('refuses the subject %s, naming it', (subject) => {
    expect(() => defineEvent({ ...letterPosted, subject })).toThrow(`'${subject}'`);
  });
});

describe('toOutgoing', () => {
  it('wraps data in an envelope that its schema accepts, whose id is the message id', () => {
    const outgoing = toOutgoing(letterPosted, occasion);
    const envelope = envelopeSchema.parse(JSON.parse(outgoing.payload));
    expect(envelope).toEqual({ ...occasion, id: outgoing.id, schemaVersion: 3 });
    expect(outgoing).toMatchObject({
      id: 'post.letter.posted.v3:acme:L1',
      brandId: 'acme',
      subject: letterPosted.subject,
    });
  });

  it('gives one fact one id, whenever and by whatever it was caused', () => {
    const again = { ...occasion, occurredAt: '2026-11-21T00:00:00.000Z', correlationId: 'c-2' };
    expect(toOutgoing(letterPosted, again).id).toBe(toOutgoing(letterPosted, occasion).id);
  });

  it('never gives two brands, facts or kinds of event one id', () => {
    const other = { ...letterPosted, subject: 'post.letter.returned.v3' };
    const ids = [
      toOutgoing(letterPosted, occasion),
      toOutgoing(letterPosted, { ...occasion, brandId: 'zeta' }),
      toOutgoing(letterPosted, { ...occasion, data: { letter: 'L2' } }),
      toOutgoing(other, occasion),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

/** The parts of each event's data that make it the fact it is. A key that changes would let what is in flight through twice. */
const identities: Readonly<Record<string, readonly [data: Record<string, unknown>, key: string]>> = {
  'tracking.report.recorded.v1': [{ receiptId: 'r1', part: 2 }, 'r1:2'],
  'commerce.order.recorded.v1': [{ receiptId: 'r1' }, 'r1'],
  'source.health.changed.v1': [
    { source: 'easypost', state: 'blind', since: '2026-11-20T15:19:00.000Z' },
    'easypost:blind:2026-11-20T15:19:00.000Z',
  ],
  'source.coverage.changed.v1': [
    { number: '1Z9', state: 'untracked', since: '2026-11-20T15:19:00.000Z' },
    '1Z9:untracked:2026-11-20T15:19:00.000Z',
  ],
  'decision.message.requested.v1': [{ key: 'o1:p1:silence:1' }, 'o1:p1:silence:1'],
  'decision.ticket.requested.v1': [{ key: 'o1:p1:correction:1' }, 'o1:p1:correction:1'],
  'order.snapshot.updated.v1': [{ orderId: 'o1', version: 7 }, 'o1:7'],
  'messaging.message.settled.v1': [{ key: 'o1:p1:silence:1', state: 'sent' }, 'o1:p1:silence:1:sent'],
  'privacy.subject.erased.v1': [{ erasureId: 'e1', orderNumbers: ['1001'] }, 'e1'],
  'support.ticket.answered.v1': [{ decisionId: 'acme:ticket:7' }, 'acme:ticket:7'],
  'support.ticket.handed-over.v1': [{ decisionId: 'acme:ticket:7' }, 'acme:ticket:7'],
  'support.ticket.reopened.v1': [{ decisionId: 'acme:ticket:7' }, 'acme:ticket:7'],
  'statement.status.shown.v1': [
    {
      orderId: 'o1',
      told: { face: 'ticket', ticketId: '7' },
      statuses: [
        { parcelId: 'p1', condition: 'out_for_delivery', reason: null, since: '2026-11-20T07:00:00.000Z' },
      ],
    },
    'o1:ticket:7:p1:out_for_delivery::2026-11-20T07:00:00.000Z',
  ],
  'promise.date.shown.v1': [
    {
      orderId: 'o1',
      parcelId: null,
      promised: 'delivery',
      from: '2026-11-20',
      to: '2026-11-21',
      face: 'page',
    },
    'o1:page:order:delivery:2026-11-20:2026-11-21',
  ],
};

describe('the dedupe keys', () => {
  it.each(eventCatalogue as readonly EventContract[])(
    '$subject keeps the key it was released with',
    (event) => {
      const [data, key] = identities[event.subject] ?? [{}, 'write its identity down above'];
      expect(event.dedupeKey(data)).toBe(key);
    },
  );
});
