import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningNats, type RunningPostgres, startNats, startPostgres } from '@tidings/testing';
import { sql } from 'kysely';
import { SECRET } from './spec-support/brands.js';
import { easypostBody, easypostSignature } from './spec-support/deliveries.js';
import { type RunningIngestion, startIngestion } from './spec-support/running-ingestion.js';
import { until } from './spec-support/until.js';

let postgres: RunningPostgres;
let nats: RunningNats;
let ingestion: RunningIngestion;

beforeAll(async () => {
  [postgres, nats] = await Promise.all([startPostgres({ durable: true }), startNats()]);
  const servers = { databaseUrl: postgres.url, natsUrl: nats.url };
  ingestion = await startIngestion(servers, { maxRelayLagSeconds: 3 });
});
afterAll(async () => {
  await ingestion.close();
  await nats.stop();
  await postgres.stop();
});

function deliver(trackingNumber: string) {
  const body = easypostBody({ trackingNumber });
  return ingestion.post('/hooks/acme/easypost', body, easypostSignature(body, SECRET.acme));
}

const publishedNumbers = async () =>
  (await ingestion.published('TRACKING'))
    .map(({ data }) => (data['parcelRef'] as { number: string }).number)
    .toSorted();

/** Sends as a carrier does: again and again, until it is taken. */
async function deliverUntilTaken(trackingNumber: string): Promise<readonly number[]> {
  const statuses: number[] = [];
  await until(
    async () => statuses.push((await deliver(trackingNumber)).status),
    () => statuses.at(-1) === 202,
  );
  return statuses;
}

describe('an outage', () => {
  it('of Postgres: deliveries are put off, never lost, and taken once it is back', async () => {
    await deliverUntilTaken('1Z-BEFORE');
    await postgres.kill();
    const refused = await deliver('1Z-DURING');
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.json).toMatchObject({ error: { code: 'unavailable' } });

    await postgres.restart();
    const statuses = await deliverUntilTaken('1Z-DURING');
    expect(new Set(statuses.slice(0, -1)).size).toBeLessThanOrEqual(1);
    await until(publishedNumbers, (numbers) => numbers.length >= 2);
    expect(await publishedNumbers()).toEqual(['1Z-BEFORE', '1Z-DURING']);
  });

  it('of NATS: deliveries are kept; once they have waited too long, further ones are put off', async () => {
    await nats.kill();
    expect((await deliver('1Z-KEPT')).status).toBe(202);
    const putOff = await until(
      () => deliver('1Z-LATER'),
      ({ status }) => status !== 202,
    );
    expect([putOff.status, putOff.headers.get('retry-after')]).toEqual([503, '60']);

    await nats.restart();
    await deliverUntilTaken('1Z-LAST');
    await until(publishedNumbers, (numbers) => numbers.includes('1Z-LAST'));
    const { rows } = await sql<{ count: number }>`select count(*) from receipt`.execute(ingestion.db);
    expect(await publishedNumbers()).toHaveLength(rows[0]?.count ?? 0);
    expect(await publishedNumbers()).toEqual(expect.arrayContaining(['1Z-BEFORE', '1Z-DURING', '1Z-KEPT']));
  });
});

describe('closing', () => {
  it('keeps and publishes what was accepted, and stores the counts', async () => {
    const again = await startIngestion({ databaseUrl: postgres.url, natsUrl: nats.url });
    const body = easypostBody({ trackingNumber: '1Z-CLOSING' });
    const posted = await again.post('/hooks/acme/easypost', body, easypostSignature(body, SECRET.acme));
    expect(posted.status).toBe(202);
    await again.close();
    expect(await publishedNumbers()).toContain('1Z-CLOSING');
    const { rows } = await sql<{ count: number }>`select count(*) from outbox`.execute(ingestion.db);
    expect(rows[0]?.count).toBe(0);
  });
});
