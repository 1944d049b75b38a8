import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderSnapshot } from '@tidings/domain';
import { buildParcelSnapshot } from '@tidings/testing';
import { sql } from 'kysely';
import { People } from './spec-support/people.js';
import { type BrandId, type RunningDeflection, startDeflection } from './spec-support/running-deflection.js';
import { until } from './spec-support/until.js';

const ESTIMATE = { coverage: null, basis: 'carrier' } as const;

let running: RunningDeflection;
let people: People;

beforeAll(async () => {
  running = await startDeflection();
  people = new People(running);
});
afterAll(() => running.close());

/** A ticket that was answered, or whatever its brand does with one. */
async function answered(brandId: BrandId = 'acme') {
  const { requester, email, orderNumber, snapshot } = await people.buyer(brandId);
  const ticketId = await running.open(brandId, { text: 'Where is my order?', requester });
  await running.settled(brandId, ticketId);
  const { orderId } = snapshot;
  const correct = () => running.requestCorrection(brandId, { ticketId, orderId, orderNumber });
  const becomes = (parcels: OrderSnapshot['parcels']) => running.tellOrder({ ...snapshot, parcels }, email);
  return { ticketId, orderId, orderNumber, key: `correction of ${brandId} ${ticketId}`, correct, becomes };
}

async function bookedAs(key: string) {
  const { rows } = await sql<{ readonly state: string; readonly because: string | null }>`
    select state, because from correction where key = ${key}`.execute(running.db);
  return rows[0] ?? null;
}

const fateOf = async (key: string) =>
  (await running.events('messaging.message.settled.v1')).filter((event) => event['key'] === key);

/** Waits until the engine is told what became of it. */
const settled = (key: string) =>
  until(
    () => fateOf(key),
    (events) => events.length > 0,
  );

async function corrections(ticketId: string, brandId: BrandId = 'acme') {
  const { comments, history } = await running.helpdesks[brandId].readTicket(ticketId);
  return comments
    .filter(({ writer }) => writer === 'ourselves')
    .slice(brandId === 'shadow' ? 0 : 1)
    .map((comment) => ({ ...comment, update: history.find(({ id }) => id === comment.updateId) }));
}

describe('an answer that turned out false', () => {
  it('was told to the engine as what the ticket says', async () => {
    const { ticketId, orderId } = await answered();
    const statements = await until(
      () => running.events('statement.status.shown.v1'),
      (all) => all.some((each) => each['orderId'] === orderId),
    );
    expect(statements.filter((each) => each['orderId'] === orderId)).toMatchObject([
      { told: { face: 'ticket', ticketId }, statuses: [{ parcelId: 'p1', condition: 'on_its_way' }] },
    ]);
  });

  it('and got lost on the way back was told to the engine as what the ticket says, whatever is so when it is found', async () => {
    const { requester, email, orderNumber, snapshot } = await people.buyer();
    const { orderId, version } = snapshot;
    running.helpdesks.acme.loseNextAnswer();
    const ticketId = await running.open('acme', { text: 'Where is my order?', requester });
    await until(
      () => running.ticket('acme', ticketId),
      ({ because }) => because === 'unavailable',
    );
    const parcels = [buildParcelSnapshot({ milestone: 'out_for_delivery', estimate: null })];
    await running.tellOrder({ ...snapshot, version: version + 1, parcels }, email);
    await sql`update ticket set due_at = clock_timestamp() where state = 'waiting'`.execute(running.db);
    await running.settled('acme', ticketId);
    const told = async (subject: string) =>
      (await running.events(subject)).filter((each) => each['orderId'] === orderId);
    const statements = await until(
      () => told('statement.status.shown.v1'),
      (all) => all.length > 0,
    );
    expect(statements).toMatchObject([{ statuses: [{ condition: 'on_its_way', milestone: 'in_transit' }] }]);
    expect(await told('promise.date.shown.v1')).toMatchObject([
      { from: '2026-11-24', to: '2026-11-26', snapshotVersion: version },
    ]);
    expect(await told('support.ticket.answered.v1')).toMatchObject([
      { orderNumber, headline: 'in_transit', macro: 'Tidings::On its way' },
    ]);
  });

  it('is corrected in public, once, with what was said and what is so', async () => {
    const { ticketId, key, correct } = await answered();
    for (let times = 0; times < 3; times += 1) await correct();
    expect(await settled(key)).toMatchObject([
      { state: 'sent', channel: 'ticket', shown: [{ face: 'ticket', from: '2026-11-24' }] },
    ]);
    await correct();
    const written = await corrections(ticketId);
    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject({
      isPublic: true,
      update: { status: null, metadata: { tidings_decision: key, tidings_outcome: 'corrected' } },
    });
    expect(written[0]?.text).toContain('we told you that your parcel was out for delivery. That turned out');
    expect(written[0]?.text).toContain('https://track.acme.example/t/t');
    const { tags, status } = await running.helpdesks.acme.readTicket(ticketId);
    expect(tags).toContain('tidings_corrected');
    expect(status).toBe('solved');
  });

  it('and whose correction got lost on the way back is found in the ticket’s history', async () => {
    const { ticketId, key, correct, becomes } = await answered();
    running.helpdesks.acme.loseNextAnswer();
    await correct();
    await until(
      () => bookedAs(key),
      (seen) => seen?.because === 'unavailable',
    );
    await becomes([buildParcelSnapshot({ estimate: { ...ESTIMATE, from: '2026-12-01', to: '2026-12-02' } })]);
    await sql`update correction set due_at = clock_timestamp() where key = ${key}`.execute(running.db);
    // What it told the customer, which may not be so any more.
    expect(await settled(key)).toMatchObject([
      { state: 'sent', shown: [{ face: 'ticket', from: '2026-11-24', to: '2026-11-26' }] },
    ]);
    expect(await corrections(ticketId)).toHaveLength(1);
  });

  it('is told to the agent who has taken over, and to nobody else', async () => {
    const { ticketId, key, correct } = await answered();
    running.helpdesks.acme.write(ticketId, { writer: 'staff', text: 'I am looking into it.' });
    await correct();
    expect(await settled(key)).toMatchObject([{ state: 'dropped', because: 'told_agent' }]);
    const written = await corrections(ticketId);
    expect(written).toMatchObject([{ isPublic: false }]);
    expect(written[0]?.text).toContain('The customer does not know yet');
  });

  it('is left to a message where the ticket is closed or gone', async () => {
    const { ticketId, key, correct } = await answered();
    running.helpdesks.acme.write(ticketId, { writer: 'automation', text: '', status: 'closed' });
    await correct();
    expect(await settled(key)).toMatchObject([
      { state: 'undeliverable', because: 'closed', channel: 'ticket' },
    ]);
    await running.requestCorrection('acme', { ticketId: '404404', key: 'of a ticket that is gone' });
    expect(await settled('of a ticket that is gone')).toMatchObject([
      { state: 'undeliverable', because: 'gone' },
    ]);
  });

  it('and is so after all is not corrected', async () => {
    const { ticketId, key, correct } = await answered();
    running.refute(key);
    await correct();
    expect(await settled(key)).toMatchObject([{ state: 'dropped', because: 'no_longer_true' }]);
    expect(await corrections(ticketId)).toEqual([]);
  });

  it('waits while the brand’s tickets are paused', async () => {
    const { ticketId, orderId } = await answered();
    const scope = { brandId: 'acme', kind: 'ticket', source: null };
    await running.pauses.pause(scope, { by: 'operator', note: null });
    let count = 0;
    // Every replica reads the board once a second.
    const held = await until(
      async () => {
        const key = `while paused ${(count += 1)}`;
        await running.requestCorrection('acme', { ticketId, orderId, key });
        const booked = await until(
          () => bookedAs(key),
          (seen) => seen !== null && (seen.because === 'paused' || seen.state === 'sent'),
        );
        return { ...booked, key };
      },
      ({ because }) => because === 'paused',
    );
    const isOf = ({ update }: Awaited<ReturnType<typeof corrections>>[number]): boolean =>
      update?.metadata['tidings_decision'] === held.key;
    expect((await corrections(ticketId)).filter(isOf)).toEqual([]);
    await running.pauses.resume(scope);
    expect(await settled(held.key)).toMatchObject([{ state: 'sent' }]);
    expect((await corrections(ticketId)).filter(isOf)).toHaveLength(1);
  });

  it('is the agent’s to tell where answers are only suggested, and a message’s where none are written', async () => {
    const assisted = await answered('assist');
    await assisted.correct();
    expect(await settled(assisted.key)).toMatchObject([{ state: 'dropped', because: 'told_agent' }]);
    expect(await corrections(assisted.ticketId, 'assist')).toMatchObject([{ isPublic: false }]);
    const shadowed = await answered('shadow');
    await shadowed.correct();
    expect(await settled(shadowed.key)).toMatchObject([{ state: 'undeliverable', because: 'off' }]);
    expect(await corrections(shadowed.ticketId, 'shadow')).toEqual([]);
  });

  it('leaves a customer’s later word to be told of as before', async () => {
    const { ticketId, key, correct } = await answered();
    running.helpdesks.acme.write(ticketId, { writer: 'requester', text: 'And now?', status: 'open' });
    await correct();
    await settled(key);
    await running.notify('acme', ticketId, { event: 'ticket_commented' });
    const reopened = await until(
      () => running.events('support.ticket.reopened.v1'),
      (all) => all.some((each) => each['ticketId'] === ticketId),
    );
    expect(reopened.filter((each) => each['ticketId'] === ticketId)).toHaveLength(1);
  });

  it('about an order that is forgotten is forgotten', async () => {
    const { key, correct, orderNumber } = await answered();
    await correct();
    await settled(key);
    await running.erase('acme', orderNumber);
    const forgotten = await until(
      () => bookedAs(key),
      (seen) => seen === null,
    );
    expect(forgotten).toBeNull();
  });
});
