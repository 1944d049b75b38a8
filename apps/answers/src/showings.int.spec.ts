import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { messagingMessageSettled, promiseShown, statusShown } from '@tidings/contracts';
import { createTestDatabase, type RunningNats, startNats, type TestDatabase } from '@tidings/testing';
import { type RunningAnswers, startAnswers } from './spec-support/running-answers.js';
import { aSnapshot } from './spec-support/snapshots.js';
import { until } from './spec-support/until.js';

let database: TestDatabase;
let nats: RunningNats;
let answers: RunningAnswers;

beforeAll(async () => {
  [database, nats] = await Promise.all([createTestDatabase(), startNats()]);
  answers = await startAnswers({ databaseUrl: database.url, natsUrl: nats.url });
});
afterAll(async () => {
  await answers.close();
  await nats.stop();
  await database.drop();
});

it('tells the engine what a bot was told and that it was taken back, each once', async () => {
  const told = { condition: 'delivered', saidAt: '2026-11-20T10:00:00.000Z' } as const;
  const correction = { key: 'taken back', face: 'bot', parcelId: 'p1', ...told, shownAt: null } as const;
  await answers.tellOrder('#1002', { email: 'jo@example.org' });
  await answers.tellSnapshots(
    aSnapshot({ orderId: 'o-1002', orderNumber: '#1002', corrections: [correction] }),
  );
  const query = { order_number: '1002', email: 'jo@example.org' };
  const { json } = await until(
    () => answers.ask(query),
    ({ status }) => status === 200,
  );
  expect(json['correction']).toMatch(/we told you that your parcel was delivered/);
  await answers.ask(query);
  const [dates, statuses, settled] = await until(
    () => Promise.all([promiseShown, statusShown, messagingMessageSettled].map(answers.told)),
    (events) => events.every((each) => each.some(({ orderId }) => orderId === 'o-1002')),
  );
  const isOfOrder = ({ orderId }: Record<string, unknown>): boolean => orderId === 'o-1002';
  expect(dates?.filter(isOfOrder)).toMatchObject([{ face: 'bot', to: '2026-11-25' }]);
  expect(statuses?.filter(isOfOrder)).toMatchObject([
    { told: { face: 'bot', ticketId: null }, statuses: [{ condition: 'on_its_way' }] },
  ]);
  expect(settled?.filter(isOfOrder)).toMatchObject([{ key: 'taken back', state: 'sent', channel: 'bot' }]);
});
