import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SettledMessage } from '@tidings/contracts';
import type { Telling } from '@tidings/domain';
import { PostgresStatementBook } from '../adapters/postgres/postgres-statement-book.js';
import {
  at,
  decisions,
  ordered,
  orderWith,
  origin,
  outgoing,
  reported,
  sendAll,
  useEngine,
} from '../spec-support/engine-bed.js';
import { buildEvent } from '../spec-support/events.js';

const bed = useEngine();
const TOUR_AT = '2026-03-03T07:00:00.000Z';
const SHOWN_AT = '2026-03-03T08:00:00.000Z';
const BACK_AT = '2026-03-03T10:00:00.000Z';
const ticket = (ticketId: string): Telling => ({ face: 'ticket', ticketId });
const PAGE: Telling = { face: 'page', ticketId: null };

interface Parcel {
  readonly orderId: string;
  readonly parcelId: string;
}

async function parcelOf(number: string): Promise<Parcel> {
  const { order_id: orderId, id: parcelId } = await bed()
    .db.selectFrom('parcels')
    .select(['order_id', 'id'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return { orderId, parcelId };
}

/** A face says that the parcel is out for delivery. */
async function show({ orderId, parcelId }: Parcel, told: Telling, brandId = 'acme'): Promise<void> {
  const status = { condition: 'out_for_delivery', milestone: 'out_for_delivery', reason: null } as const;
  const statuses = [{ parcelId, ...status, since: TOUR_AT }];
  const showing = { orderId, orderNumber: '1001', told, statuses, shownAt: SHOWN_AT };
  await at(SHOWN_AT, { kind: 'status', brandId, ...origin, showing });
}

const tourTakenBack = () =>
  at(
    BACK_AT,
    reported([
      buildEvent({
        number: 'N1',
        at: BACK_AT,
        change: { kind: 'correction', physical: false, retracts: { milestone: 'out_for_delivery' } },
      }),
    ]),
  );

async function settle(parcel: Parcel, settled: Partial<SettledMessage> & { key: string }): Promise<void> {
  const { orderId } = parcel;
  const usual = { orderId, because: null, channel: 'ticket', at: BACK_AT, state: 'sent' as const };
  await at(BACK_AT, {
    kind: 'settled',
    brandId: 'acme',
    ...origin,
    settled: { ...usual, shown: [], ...settled },
  });
}

const requested = () => outgoing('decision.ticket.requested.v1');
const keyOfRequest = async () => String((await requested())[0]?.['key']);
const correctingMessages = async () =>
  (await outgoing('decision.message.requested.v1')).filter(({ condition }) => condition === 'correction');

describe('what a face showed', () => {
  let parcel: Parcel;

  beforeEach(async () => {
    await bed().engine.process([ordered(orderWith(['N1']))]);
    const pickUp = buildEvent({ number: 'N1', at: '2026-03-02T17:00:00.000Z', milestone: 'picked_up' });
    await at('2026-03-02T17:05:00.000Z', reported([pickUp]));
    const tour = buildEvent({ number: 'N1', at: TOUR_AT, milestone: 'out_for_delivery' });
    await at(TOUR_AT, reported([tour]));
    parcel = await parcelOf('N1');
  });

  it('in a ticket and that turns false is corrected in that ticket once, and by no mail', async () => {
    for (let times = 0; times < 2; times += 1) await show(parcel, ticket('7'));
    expect(await requested()).toEqual([]);
    await tourTakenBack();
    await tourTakenBack();
    const [request, ...more] = await requested();
    expect(more).toEqual([]);
    expect(request).toMatchObject({
      ticketId: '7',
      orderNumber: '1001',
      condition: 'correction',
      corrected: { condition: 'out_for_delivery', saidAt: SHOWN_AT },
      parcelIds: [parcel.parcelId],
    });
    expect(await correctingMessages()).toEqual([]);
    await settle(parcel, { key: String(request?.['key']) });
    await tourTakenBack();
    expect(await requested()).toHaveLength(1);
    expect((await decisions()).filter((line) => line.startsWith('correction'))).toEqual(['correction send']);
  });

  it('in a ticket and was mailed is corrected in both, each once', async () => {
    await sendAll();
    await show(parcel, ticket('7'));
    await show(parcel, ticket('8'));
    await tourTakenBack();
    expect((await requested()).map(({ ticketId }) => ticketId)).toEqual(['7', '8']);
    expect(await correctingMessages()).toHaveLength(1);
  });

  it('on a page asks for neither ticket nor mail', async () => {
    await show(parcel, PAGE);
    await tourTakenBack();
    expect(await requested()).toEqual([]);
    expect(await correctingMessages()).toEqual([]);
    expect(await decisions()).toContain('correction send');
  });

  it('in a ticket that takes nothing more is corrected by mail, however often that is told', async () => {
    await show(parcel, ticket('7'));
    await tourTakenBack();
    const key = await keyOfRequest();
    const closed = { key, state: 'undeliverable', because: 'closed' } as const;
    await settle(parcel, closed);
    await settle(parcel, closed);
    const messages = await correctingMessages();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      key,
      messageClass: 'essential',
      parcelIds: [parcel.parcelId],
      corrected: { condition: 'out_for_delivery', saidAt: SHOWN_AT },
    });
    await settle(parcel, { key, channel: 'email' });
    await tourTakenBack();
    expect(await correctingMessages()).toHaveLength(1);
  });

  it('is found by the rule that was wrong, with its correction', async () => {
    await show(parcel, ticket('7'));
    await show(parcel, PAGE);
    await tourTakenBack();
    await settle(parcel, { key: await keyOfRequest() });
    const window = { brandId: 'acme', from: '2026-03-01T00:00:00.000Z', to: '2026-03-31T00:00:00.000Z' };
    const book = new PostgresStatementBook(bed().db);
    const found = await book.list({ ...window, ruleId: 'out-for-delivery' }, { after: null, limit: 10 });
    expect(found.statements.toSorted((a, b) => a.channel.localeCompare(b.channel))).toMatchObject([
      { channel: 'page', orderNumber: '1001', at: SHOWN_AT, correctedAt: null },
      { channel: 'ticket', orderNumber: '1001', at: SHOWN_AT, correctedAt: BACK_AT },
    ]);
    const corrections = await book.list({ ...window, ruleId: 'false-statement' }, { after: null, limit: 10 });
    expect(corrections.statements).toMatchObject([{ channel: 'ticket', condition: 'correction' }]);
  });

  it('of another brand’s order, or of a parcel that the order does not have, is nobody’s statement', async () => {
    await show(parcel, ticket('7'), 'other');
    await show({ ...parcel, parcelId: parcel.orderId }, ticket('7'));
    await tourTakenBack();
    expect(await requested()).toEqual([]);
  });
});
