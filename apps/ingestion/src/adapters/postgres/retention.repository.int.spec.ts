import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migratedTemplate, openSuiteDatabase, type SuiteDatabase } from '@tidings/database';
import { addHours } from '@tidings/domain';
import { createTestDatabase } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import { forgetOld } from '../../core/forget-old.js';
import type { Intake } from '../../ports/intake-store.js';
import { CryptoReceiptIdentity } from '../crypto/crypto-receipt-identity.js';
import { insertIntakes } from './insert-intakes.js';
import { migrations } from './migrations.js';
import { RetentionRepository } from './retention.repository.js';

const NOW = '2026-11-22T12:00:00.000Z';
const DAY_HOURS = 24;

let suite: SuiteDatabase;
let db: Kysely<unknown>;
beforeAll(async () => {
  suite = openSuiteDatabase(await createTestDatabase(migratedTemplate('ingestion', migrations)), 'ingestion');
  ({ db } = suite);
});
afterAll(() => suite.close());

function intakeOf(name: string, receivedAt: string): Intake {
  const identity = new CryptoReceiptIdentity();
  const key = { brandId: 'acme', source: name, body: Buffer.from(name) };
  const id = identity.newId(receivedAt);
  return {
    receipt: {
      ...key,
      id,
      receivedAt,
      deliveryKey: identity.deliveryKey(key),
      topic: null,
      state: 'unreadable',
      isHistory: false,
    },
    problems: [{ kind: 'unreadable', field: null, message: 'why' }],
    events: [],
    tasks: [],
  };
}

describe('forgetOld', () => {
  it('deletes receipts of more than 30 days with their quarantine, and no younger ones', async () => {
    const old = Array.from({ length: 2_500 }, (_, index) =>
      intakeOf(`old-${index}`, addHours(NOW, -(30 * DAY_HOURS + 0.001 + index / 60))),
    );
    const young = intakeOf('young', addHours(NOW, -(30 * DAY_HOURS - 0.001)));
    await insertIntakes(db, [...old, young]);
    await sql`insert into source_hour select 'acme', 'x', ${addHours(NOW, -31 * DAY_HOURS)}, 1, 0, 0, 0, 0, 0, 0, 0`.execute(
      db,
    );
    await sql`insert into source_hour select 'acme', 'x', ${NOW}, 1, 0, 0, 0, 0, 0, 0, 0`.execute(db);

    const linked = (days: number, dueAt: string | null) =>
      sql`insert into shop_task (brand_id, source, kind, subject, asked_at, due_at)
        values ('acme', 'x', 'links', ${`${days} ${dueAt}`}, ${addHours(NOW, -days * DAY_HOURS)}, ${dueAt})`.execute(
        db,
      );
    await linked(121, null);
    await linked(121, NOW);
    await linked(119, null);

    expect(await forgetOld(new RetentionRepository(db), NOW)).toBe(2_500);

    const links = await sql<{ subject: string }>`select subject from shop_task order by 1`.execute(db);
    expect(links.rows.map(({ subject }) => subject)).toEqual(['119 null', `121 ${NOW}`]);

    const left = await sql<{ source: string }>`select source from receipt`.execute(db);
    expect(left.rows).toEqual([{ source: 'young' }]);
    const quarantined = await sql`select 1 from quarantine`.execute(db);
    expect(quarantined.rows).toHaveLength(1);
    const hours = await sql<{ hour: string }>`select hour from source_hour`.execute(db);
    expect(hours.rows).toEqual([{ hour: NOW }]);
  });
});
