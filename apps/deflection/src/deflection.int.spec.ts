import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NewTicket } from '@tidings/helpdesks';
import { buildOrderSnapshot, buildParcelSnapshot, ORDER_STATES } from '@tidings/testing';
import { sql } from 'kysely';
import { type BrandId, type RunningDeflection, startDeflection } from './spec-support/running-deflection.js';
import { People } from './spec-support/people.js';
import { until } from './spec-support/until.js';

let running: RunningDeflection;
let people: People;

beforeAll(async () => {
  running = await startDeflection();
  people = new People(running);
});
afterAll(() => running.close());

const commentsOf = async (brandId: BrandId, ticketId: string) =>
  (await running.helpdesks[brandId].readTicket(ticketId)).comments.filter(
    ({ writer }) => writer === 'ourselves',
  );

describe('a ticket that asks where an order is', () => {
  it('is answered once with the shop’s macro, whoever tells of it and however often', async () => {
    const { requester, orderNumber } = await people.buyer();
    const ticketId = await running.open('acme', { text: 'Hi, where is my order?', requester });
    await Promise.all([1, 2, 3].map(() => running.notify('acme', ticketId)));
    expect(await running.settled('acme', ticketId)).toMatchObject({ outcome: 'answered' });
    await running.notify('acme', ticketId, { event: 'ticket_commented' });
    await running.settled('acme', ticketId);
    const ticket = await running.helpdesks.acme.readTicket(ticketId);
    const told = ticket.comments.filter(({ writer }) => writer === 'ourselves');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ isPublic: true });
    expect(told[0]?.text).toContain('Hi {{ticket.requester.first_name}}');
    expect(told[0]?.text).toContain('between Tue 24 and Thu 26 November');
    expect(ticket).toMatchObject({ status: 'solved', fields: { '7004': orderNumber } });
    expect(ticket.tags).toEqual(expect.arrayContaining(['wismo', 'tidings_answered']));
    expect(ticket.history.at(-1)?.metadata).toMatchObject({ tidings_decision: `acme:ticket:${ticketId}` });
    const event = { ticketId, orderNumber, headline: 'in_transit', macro: 'Tidings::On its way' };
    const events = await until(
      () => running.events('support.ticket.answered.v1'),
      (all) => all.some((each) => each['ticketId'] === ticketId),
    );
    expect(events).toContainEqual(expect.objectContaining(event));
    const promises = await running.events('promise.date.shown.v1');
    expect(promises).toContainEqual(
      expect.objectContaining({ orderNumber, face: 'ticket', from: '2026-11-24', to: '2026-11-26' }),
    );
  });

  it('takes the macro for what has happened, found by its title in any case', async () => {
    const over = { parcels: [], lines: [{ lineId: 'l1', title: 'Bowl', quantity: 1, waiting: 1 }] };
    const { requester } = await people.buyer('acme', { ...over, dispatchBy: '2026-11-24T17:00:00.000Z' });
    const ticketId = await running.open('acme', { text: 'Has my order shipped yet?', requester });
    await running.settled('acme', ticketId);
    expect((await commentsOf('acme', ticketId))[0]?.text).toContain('Tidings::Not shipped yet');
  });

  it('is told why its order is on hold by a shop that has a macro for it, and left to a person by one that has not', async () => {
    const held = { ...ORDER_STATES['held'] };
    const [acme, bolt] = await Promise.all([people.buyer('acme', held), people.buyer('bolt', held)]);
    const answered = await running.open('acme', { text: 'Where is my order?', requester: acme.requester });
    expect(await running.settled('acme', answered)).toMatchObject({ outcome: 'answered' });
    const [reply] = await commentsOf('acme', answered);
    expect(reply?.text).toContain('The payment for your order is still being checked.');
    const left = await running.open('bolt', { text: 'Where is my order?', requester: bolt.requester });
    expect(await running.settled('bolt', left)).toMatchObject({
      outcome: 'handed_over',
      because: 'needs_person',
    });
  });

  it('tells of a reopening once, and writes nothing more', async () => {
    const { requester } = await people.buyer();
    const ticketId = await running.open('acme', { text: 'Where is my parcel?', requester });
    await running.settled('acme', ticketId);
    running.helpdesks.acme.write(ticketId, { writer: 'requester', text: 'Where is it??', status: 'open' });
    for (let times = 0; times < 3; times += 1)
      await running.notify('acme', ticketId, { event: 'ticket_commented' });
    const reopened = await until(
      () => running.events('support.ticket.reopened.v1'),
      (all) => all.some((each) => each['ticketId'] === ticketId),
    );
    expect(reopened.filter((each) => each['ticketId'] === ticketId)).toHaveLength(1);
    await running.settled('acme', ticketId);
    expect(await commentsOf('acme', ticketId)).toHaveLength(1);
  });

  it('is found by the number that its text names, or a parcel’s, among several', async () => {
    const first = await people.buyer();
    const trackingNumber = '1Z12345E0205271688';
    const second = buildOrderSnapshot({
      brandId: 'acme',
      orderId: 'second',
      orderNumber: 'AC-9002',
      parcels: [buildParcelSnapshot({ trackingNumber })],
    });
    await running.tellOrder(second, first.email);
    const { requester } = first;
    const texts = {
      [`Where is my order ${first.orderNumber}?`]: first.orderNumber,
      'Where is my parcel? 1Z12345E0205271688': 'AC-9002',
      'Where is my order #ac-9002': 'AC-9002',
    };
    for (const [text, orderNumber] of Object.entries(texts)) {
      const ticketId = await running.open('acme', { text, requester });
      await running.settled('acme', ticketId);
      const { fields } = await running.helpdesks.acme.readTicket(ticketId);
      expect({ text, told: fields['7004'] }).toEqual({ text, told: orderNumber });
    }
    const unclear = await running.open('acme', { text: 'Where is my order?', requester });
    expect(await running.settled('acme', unclear)).toMatchObject({ because: 'several_orders' });
  });
});

describe('a ticket is left to a person, with an internal note,', () => {
  const order = { text: 'Where is my order?' };
  const cases: readonly (readonly [string, string, () => Promise<NewTicket>])[] = [
    ['whose requester has bought nothing', 'no_order', async () => ({ ...order, ...people.someone() })],
    [
      'whose requester is not verified',
      'not_verified',
      async () => {
        const { requester } = await people.buyer();
        return { ...order, requester: { ...requester, verifiedEmails: [] } };
      },
    ],
    [
      'that names somebody else’s order',
      'not_their_order',
      async () => {
        const [{ requester }, other] = await Promise.all([people.buyer(), people.buyer()]);
        return { text: `Where is my order ${other.orderNumber}?`, requester };
      },
    ],
    [
      'that names an order which nobody knows',
      'not_their_order',
      async () => ({ text: 'Where is my order 77777?', requester: (await people.buyer()).requester }),
    ],
    [
      'that wants its money back as well',
      'mixed',
      async () => ({
        text: 'Where is my order? If it is not here tomorrow I want a refund.',
        requester: (await people.buyer()).requester,
      }),
    ],
    [
      'that is marked delivered and not there',
      'delivered_not_there',
      async () => ({
        text: 'UPS says my parcel was delivered, but I have not received it.',
        requester: (await people.buyer()).requester,
      }),
    ],
    [
      'for which the shop has no macro',
      'no_macro',
      async () => ({
        ...order,
        requester: (
          await people.buyer('acme', {
            parcels: [buildParcelSnapshot({ milestone: 'available_for_pickup' })],
          })
        ).requester,
      }),
    ],
    [
      'whose facts could not be checked lately',
      'stale',
      async () => ({
        ...order,
        requester: (await people.buyer('acme', { validUntil: '2026-11-22T11:30:00.000Z' })).requester,
      }),
    ],
  ];

  it.each(cases)('%s', async (_, because, make) => {
    const ticketId = await running.open('acme', await make());
    expect(await running.settled('acme', ticketId)).toMatchObject({ outcome: 'handed_over', because });
    const [note, ...others] = await commentsOf('acme', ticketId);
    expect(note).toMatchObject({ isPublic: false });
    expect(others).toHaveLength(0);
    const ticket = await running.helpdesks.acme.readTicket(ticketId);
    expect(ticket).toMatchObject({ status: 'new', tags: ['tidings_handed_over'] });
    const events = await until(
      () => running.events('support.ticket.handed-over.v1'),
      (all) => all.some((each) => each['ticketId'] === ticketId),
    );
    expect(events).toContainEqual(expect.objectContaining({ ticketId, because }));
  });
});

describe('nothing is written to a ticket', () => {
  const text = 'Where is my order?';

  it.each<[string, string, Partial<NewTicket>]>([
    ['that asks for something else', 'not_asked', { text: 'Please send me an invoice.' }],
    ['of an answering machine', 'automatic_mail', { text, trust: 'automatic' }],
    ['of which nobody knows who wrote it', 'doubtful_sender', { text, trust: 'doubtful' }],
    ['of a live conversation', 'live_channel', { text, channel: 'live' }],
    ['that continues a closed one', 'follow_up', { text, isFollowUp: true }],
  ])('%s', async (_, because, over) => {
    const { requester } = await people.buyer();
    const ticketId = await running.open('acme', { text, requester, ...over });
    expect(await running.settled('acme', ticketId)).toMatchObject({ outcome: 'left_alone', because });
    expect(await commentsOf('acme', ticketId)).toHaveLength(0);
  });

  it('that an agent has written to', async () => {
    const { requester } = await people.buyer();
    const ticketId = running.helpdesks.acme.open({ text, requester });
    running.helpdesks.acme.write(ticketId, { writer: 'staff', text: 'I am looking into it' });
    await running.notify('acme', ticketId);
    expect(await running.settled('acme', ticketId)).toMatchObject({ because: 'agent_wrote' });
    expect(await commentsOf('acme', ticketId)).toHaveLength(0);
  });

  it('in shadow; an agent is only shown the answer in assist', async () => {
    for (const brandId of ['shadow', 'assist'] as const) {
      const { requester } = await people.buyer(brandId);
      const ticketId = await running.open(brandId, { text, requester });
      expect(await running.settled(brandId, ticketId)).toMatchObject({ outcome: 'would_answer' });
      const written = await commentsOf(brandId, ticketId);
      expect(written.map(({ isPublic }) => isPublic)).toEqual(brandId === 'shadow' ? [] : [false]);
    }
  });

  it('while answers are paused, and then it is answered as it stands by then', async () => {
    const { requester } = await people.buyer();
    const scope = { brandId: 'acme', kind: 'ticket', source: null };
    await running.pauses.pause(scope, { by: 'operator', note: null });
    // Every replica reads the board once a second.
    const held = await until(
      async () => {
        const ticketId = await running.open('acme', { text: 'Any news on my order?', requester });
        await until(
          async () => (await rowOf(ticketId)).because ?? (await rowOf(ticketId)).outcome,
          (seen) => seen !== null,
        );
        return rowOf(ticketId);
      },
      ({ because }) => because === 'paused',
    );
    expect(await commentsOf('acme', held.ticketId)).toHaveLength(0);
    await running.pauses.resume(scope);
    expect(await running.settled('acme', held.ticketId)).toMatchObject({ outcome: 'answered' });
  });

  async function rowOf(ticketId: string) {
    const { rows } = await sql<{ ticketId: string; because: string | null; outcome: string | null }>`
      select ticket_id as "ticketId", because, outcome from ticket
      where brand_id = 'acme' and ticket_id = ${ticketId}`.execute(running.db);
    return rows[0] ?? { ticketId, because: null, outcome: null };
  }
});

describe('when something fails', () => {
  it('an answer that got lost is found in the ticket’s history, and not given twice', async () => {
    const { requester } = await people.buyer();
    running.helpdesks.acme.loseNextAnswer();
    const ticketId = await running.open('acme', { text: 'Where is my order?', requester });
    await until(
      () => commentsOf('acme', ticketId),
      (comments) => comments.length === 1,
    );
    await sql`update ticket set due_at = clock_timestamp() where state = 'waiting'`.execute(running.db);
    expect(await running.settled('acme', ticketId)).toMatchObject({ outcome: 'answered' });
    expect(await commentsOf('acme', ticketId)).toHaveLength(1);
  });

  it('a helpdesk that is away is asked again', async () => {
    const { requester } = await people.buyer();
    const away = { code: 'unavailable', mayHaveHappened: false, retryAfterSeconds: null } as const;
    running.helpdesks.acme.failNext(away);
    const ticketId = await running.open('acme', { text: 'Where is my order?', requester });
    expect(await running.settled('acme', ticketId)).toMatchObject({ outcome: 'answered' });
  });

  it('a ticket that is gone is let go', async () => {
    await running.notify('acme', '424242');
    expect(await running.settled('acme', '424242')).toMatchObject({ outcome: 'left_alone', because: 'gone' });
  });
});

describe('a delivery', () => {
  it('is refused alike whether brand, helpdesk or signature is wrong', async () => {
    const wrong = await running.notify('acme', '1', { secret: 'another secret' });
    const nobody = await running.notify('nobody' as BrandId, '1');
    const others = await running.notify('acme', '1', { secret: 'webhook secret of bolt' });
    const seen = await Promise.all([wrong, nobody, others].map(async (it) => [it.status, await it.text()]));
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(wrong.status).toBe(401);
  });

  it('that cannot be read is kept with what is wrong, and answered', async () => {
    const { status } = await running.notify('acme', '', { body: '{"no":"ticket"}', deliveryId: 'odd' });
    expect(status).toBe(202);
    const { rows } = await sql`
      select problem from notice where brand_id = 'acme' and ticket_id is null`.execute(running.db);
    expect(rows).toContainEqual({ problem: expect.stringContaining('ticket_id') });
  });

  it('that is not JSON is refused', async () => {
    expect((await running.notify('acme', '1', { body: 'ticket 1' })).status).toBe(400);
  });
});
