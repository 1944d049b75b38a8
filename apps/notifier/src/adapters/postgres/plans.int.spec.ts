import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { explainPrepared, migratedTemplate, openSuiteDatabase, type SuiteDatabase } from '@tidings/database';
import { createTestDatabase } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import { buildSend, NOW } from '../../spec-support/fakes.js';
import { ContactRepository } from './contact.repository.js';
import { migrations } from './migrations.js';
import { SendRepository } from './send.repository.js';

const EMAIL = 'ana@example.org';
const brandId = 'northwind';
const order = { brandId, orderNumber: '1001' };

let suite: SuiteDatabase;
let db: Kysely<unknown>;

beforeAll(async () => {
  suite = openSuiteDatabase(await createTestDatabase(migratedTemplate('notifier', migrations)), 'notifier');
  ({ db } = suite);
  await askEverything();
});
beforeEach(() => sql`truncate send, contact, suppression`.execute(db));
afterAll(() => suite.close());

async function askEverything(): Promise<void> {
  const nothing = () => undefined;
  const sends = new SendRepository(db, { leaseMs: 1_000, onMessages: nothing, onSettled: nothing });
  const contacts = new ContactRepository(db);
  const { request } = buildSend();
  await sends.accept([buildSend()]);
  const { id } = await sends.lease(1);
  const result = { state: 'dropped', because: 'opted_out' } as const;
  await sends.settle(String(id), { brandId, key: request.key, result, at: NOW, event: null });
  await sends.releaseOrders([order]);
  await sends.findSaid(brandId, [request.key]);
  await sends.list(brandId, '1001');
  await sends.close();
  await contacts.record([{ ...order, email: EMAIL, locale: null, updatedAt: NOW }]);
  await contacts.find([order]);
  await contacts.forget(brandId, ['1001'], NOW);
  await contacts.suppress(brandId, { email: EMAIL, reason: 'bounce', at: NOW });
}

async function fill(count: number): Promise<void> {
  await sql`
    insert into send (brand_id, key, order_id, order_number, request, causation, requested_at)
    select ${brandId}, 'k' || i, 'o' || i, i::text, '{}', '{}', ${NOW} from generate_series(1, ${count}::integer) as i`.execute(
    db,
  );
  await sql`
    insert into contact (brand_id, order_number, email, updated_at)
    select ${brandId}, i::text, ${EMAIL}, ${NOW} from generate_series(1, ${count}::integer) as i`.execute(db);
}

/** What each statement is about, and never all that a brand has. */
const byKey = [
  'contact_pkey (order_number, brand_id)',
  'send_due (due_at)',
  'send_order (order_number)',
  'send_pkey (key, brand_id)',
  'suppression_pkey (brand_id, address_digest)',
];

it('reads by key what was planned while the tables were empty', async () => {
  expect(await explainPrepared(db)).toEqual(byKey);
});

// Postgres counts a table by itself when fifty rows changed.
it.each([50, 5_000])('reads by key among %i messages, counted or not', async (count) => {
  await fill(count);
  expect(await explainPrepared(db)).toEqual(byKey);
  await sql`analyze send, contact, suppression`.execute(db);
  expect(await explainPrepared(db)).toEqual(byKey);
});
