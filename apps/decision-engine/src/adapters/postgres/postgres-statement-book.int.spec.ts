import { expect, it } from '@jest/globals';
import {
  at,
  ordered,
  orderWith,
  origin,
  reported,
  sendAll,
  useEngine,
} from '../../spec-support/engine-bed.js';
import { buildEvent } from '../../spec-support/events.js';
import { PostgresStatementBook } from './postgres-statement-book.js';

const bed = useEngine();
const window = {
  brandId: 'acme',
  ruleId: 'delivered',
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-03-31T00:00:00.000Z',
};
const page = { after: null, limit: 10 };

async function show(face: 'page' | 'bot', orderId: string, shownAt: string): Promise<void> {
  const shown = { orderId, orderNumber: '1001', promised: 'delivery' as const, parcelId: null, face };
  const dates = { from: '2026-03-05', to: '2026-03-06', shownAt, snapshotVersion: 1 };
  await at(shownAt, { kind: 'promise', brandId: 'acme', ...origin, shown: { ...shown, ...dates } });
}

it('finds what a rule said by order and channel, and that it was corrected', async () => {
  const book = new PostgresStatementBook(bed().db);
  await bed().engine.process([ordered(orderWith(['N1'])), ordered(orderWith(['N2'], '1002'))]);
  const pickups = ['N1', 'N2'].map((number) =>
    buildEvent({ number, at: '2026-03-02T10:00:00.000Z', milestone: 'picked_up' }),
  );
  for (const event of pickups) await at('2026-03-02T10:05:00.000Z', reported([event]));
  await sendAll();
  const delivered = buildEvent({ number: 'N1', at: '2026-03-03T10:00:00.000Z', milestone: 'delivered' });
  await at('2026-03-03T10:05:00.000Z', reported([delivered]));
  await sendAll();
  const [first] = (await book.list(window, page)).statements;
  const orderId = String(first?.orderId);
  await show('page', orderId, '2026-03-03T11:00:00.000Z');
  const back = buildEvent({
    number: 'N1',
    at: '2026-03-03T12:00:00.000Z',
    change: { kind: 'correction', physical: false, retracts: { milestone: 'delivered' } },
  });
  await at('2026-03-03T12:05:00.000Z', reported([back]));
  await sendAll();
  await show('bot', orderId, '2026-03-03T13:00:00.000Z');

  const said = { orderNumber: '1001', condition: 'delivered', policyVersion: 'first-1' };
  const correctedAt = '2026-03-03T12:05:00.000Z';
  expect(await book.list(window, page)).toMatchObject({
    statements: [
      { ...said, channel: 'email', at: '2026-03-03T10:05:00.000Z', correctedAt },
      { ...said, channel: 'page', at: '2026-03-03T11:00:00.000Z', correctedAt },
    ],
    next: null,
  });
  const ofPickUp = await book.list({ ...window, ruleId: 'first-physical' }, page);
  expect(ofPickUp.statements.filter(({ channel }) => channel === 'email')).toMatchObject([
    { orderNumber: expect.any(String), correctedAt: null },
    { orderNumber: expect.any(String), correctedAt: null },
  ]);
  const { statements, next } = await book.list(window, { after: null, limit: 1 });
  expect(statements).toMatchObject([{ channel: 'email' }]);
  expect((await book.list(window, { after: next, limit: 1 })).statements).toMatchObject([
    { channel: 'page' },
  ]);
  expect(await book.list({ ...window, brandId: 'other' }, page)).toEqual({ statements: [], next: null });
  expect(await book.list({ ...window, to: window.from }, page)).toEqual({ statements: [], next: null });
});
