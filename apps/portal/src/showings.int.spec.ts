import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messagingMessageSettled, promiseShown, statusShown } from '@tidings/contracts';
import { connectBus, eventTextsOf } from '@tidings/messaging';
import { buildOrderSnapshot, pageToken, type RunningNats, startNats } from '@tidings/testing';
import {
  type RunningOrders,
  type RunningPortal,
  startOrders,
  startPortal,
} from './spec-support/run-portal.js';

let nats: RunningNats;
let orders: RunningOrders;
let portal: RunningPortal;

beforeAll(async () => {
  nats = await startNats();
  orders = await startOrders(nats.url);
  portal = await startPortal(nats.url);
});
afterAll(async () => {
  await portal.close();
  await orders.close();
  await nats.stop();
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Reads the page of the order twice. @returns it, and what was told of it by then, twice of each subject */
async function readTwice(orderId: string, subject: string) {
  const told: unknown[] = [];
  const bus = await connectBus({ servers: nats.url, name: 'spec', log: silent });
  const received = bus.connection.subscribe(subject, {
    callback: (_, message) => {
      for (const text of eventTextsOf(message.data, message.headers)) {
        const { data } = JSON.parse(text) as { data: { orderId: string } };
        if (data.orderId === orderId) told.push(data);
      }
    },
  });
  await bus.connection.flush();
  const { body } = await portal.get(`/t/${pageToken(orderId)}`);
  await portal.get(`/t/${pageToken(orderId)}`);
  while (told.length < 2) await bus.connection.flush();
  received.unsubscribe();
  await bus.close();
  return { body, told };
}

describe('what a page shows', () => {
  const shownAt = '2026-11-22T12:00:00.000Z';

  it('of dates is told to whoever watches them, once for a page that is read twice', async () => {
    orders.keep(buildOrderSnapshot({ token: pageToken('dated'), orderId: 'dated' }));
    const { told } = await readTwice('dated', promiseShown.subject);
    const order = { orderId: 'dated', orderNumber: 'AC-1001', shownAt, snapshotVersion: 1 };
    const promise = {
      promised: 'delivery',
      parcelId: 'p1',
      from: '2026-11-24',
      to: '2026-11-26',
      face: 'page',
    };
    // The stream keeps one of the two: they have one message id.
    expect(told).toEqual([
      { ...promise, ...order },
      { ...promise, ...order },
    ]);
  });

  it('of the parcel is told, so that it can be taken back', async () => {
    orders.keep(buildOrderSnapshot({ token: pageToken('said'), orderId: 'said' }));
    const { told } = await readTwice('said', statusShown.subject);
    const statuses = [{ parcelId: 'p1', condition: 'on_its_way', milestone: 'in_transit' }];
    expect(told[0]).toMatchObject({ told: { face: 'page', ticketId: null }, statuses, shownAt });
  });

  it('is taken back on the page where it turned out false, and that is told', async () => {
    const said = { parcelId: 'p1', condition: 'delivered', saidAt: '2026-11-20T10:00:00.000Z' } as const;
    const corrections = (['page', 'bot'] as const).map((face) => ({
      ...said,
      key: `of the ${face}`,
      face,
      shownAt: null,
    }));
    orders.keep(buildOrderSnapshot({ token: pageToken('false'), orderId: 'false', corrections }));
    const { body, told } = await readTwice('false', messagingMessageSettled.subject);
    const sentence =
      'On Fri 20 November we told you that your parcel was delivered. That turned out to be wrong';
    expect(body.split(sentence)).toHaveLength(2);
    expect(told[0]).toMatchObject({ key: 'of the page', state: 'sent', channel: 'page' });
  });
});
