import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, migratedTemplate, waitingEvents } from '@tidings/database';
import { createTestDatabase, type TestDatabase } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import type { Intake, Receipt } from '../../ports/intake-store.js';
import { CryptoReceiptIdentity } from '../crypto/crypto-receipt-identity.js';
import { IntakeRepository } from './intake.repository.js';
import { migrations } from './migrations.js';

const NOW = '2026-11-22T12:00:00.000Z';
const identity = new CryptoReceiptIdentity();

let database: TestDatabase;
let db: Kysely<unknown>;
let commits: number;
let intakes: IntakeRepository;

beforeAll(async () => {
  database = await createTestDatabase(migratedTemplate('ingestion', migrations));
  const log = { warn: () => undefined };
  db = createDatabase({ url: database.url, schema: 'ingestion', applicationName: 'spec', log });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});
beforeEach(async () => {
  await sql`truncate receipt, quarantine, outbox`.execute(db);
  commits = 0;
  intakes = new IntakeRepository(db, { maxPending: 1_000, onMessages: () => commits++ });
});

function intakeOf(name: string, over: Partial<Receipt> = {}): Intake {
  const key = { brandId: 'acme', source: 'easypost', body: Buffer.from(`{"ünïcode":"${name}"}`) };
  const id = identity.newId(NOW);
  const receipt: Receipt = {
    ...key,
    id,
    receivedAt: NOW,
    deliveryKey: identity.deliveryKey(key),
    topic: null,
    state: 'recorded',
    isHistory: false,
    ...over,
  };
  const ids = { id: `e:${name}`, brandId: 'acme' };
  const payload = JSON.stringify({ ...ids, told: `${name} – ünïcode "quoted" \\ and \0` });
  const events = [{ ...ids, subject: 's', payload }];
  return { receipt, problems: [], events, tasks: [] };
}

const outbox = () => waitingEvents(db);

describe('IntakeRepository', () => {
  it('keeps many at once, each with its own bytes, its own problems and its own events', async () => {
    const given = Array.from({ length: 300 }, (_, index) => intakeOf(`n${index}`));
    const withProblem = {
      ...intakeOf('problem'),
      problems: [{ kind: 'unreadable', field: 'a.\0b', message: 'has a \0' } as const],
    };
    const kept = await Promise.all([...given, withProblem].map((intake) => intakes.keep(intake)));
    expect(kept.every(({ isDuplicate }) => !isDuplicate)).toBe(true);
    expect(commits).toBeLessThan(20);

    const { rows } = await sql<{ id: string; body: Buffer }>`select id, body from receipt`.execute(db);
    const bodies = new Map(rows.map(({ id, body }) => [id, body.toString()]));
    for (const { receipt } of given)
      expect(bodies.get(receipt.id)).toBe(Buffer.from(receipt.body).toString());
    const payloads = new Map((await outbox()).map(({ id, payload }) => [id, payload]));
    for (const { events } of given) expect(payloads.get(events[0]?.id ?? '')).toBe(events[0]?.payload);
    const problems = await sql`select receipt_id as id, field, message from quarantine`.execute(db);
    expect(problems.rows).toEqual([
      { id: withProblem.receipt.id, field: 'a.\uFFFDb', message: 'has a \uFFFD' },
    ]);
  });

  it('answers a repetition with the first receipt, before, within and beside a group', async () => {
    const first = intakeOf('same');
    const again = () =>
      intakes.keep({
        ...intakeOf('same'),
        events: [{ ...intakeOf('other').events[0], id: 'never' } as never],
      });
    const other = new IntakeRepository(db, { maxPending: 10, onMessages: () => undefined });
    const results = await Promise.all([intakes.keep(first), again(), other.keep(intakeOf('same')), again()]);
    results.push(await again());
    expect(new Set(results.map(({ receiptId }) => receiptId)).size).toBe(1);
    expect(results.filter(({ isDuplicate }) => !isDuplicate)).toHaveLength(1);
    expect((await outbox()).map(({ id }) => id)).toEqual(['e:same']);
  });

  it('refuses only the one that Postgres will not take', async () => {
    const results = await Promise.allSettled(
      ['a', 'b', 'c'].map((name) =>
        intakes.keep(intakeOf(name, name === 'b' ? { state: 'odd' as never } : {})),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await outbox()).map(({ id }) => id).toSorted()).toEqual(['e:a', 'e:c']);
  });
});
