import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { explainPrepared, migratedTemplate, openSuiteDatabase, type SuiteDatabase } from '@tidings/database';
import { createTestDatabase } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import { AddressRepository } from './address.repository.js';
import { ContactRepository } from './contact.repository.js';
import { CorrectionRepository } from './correction.repository.js';
import { migrations } from './migrations.js';
import { TicketRepository } from './ticket.repository.js';

const AT = '2026-11-22T12:00:00.000Z';
const brandId = 'acme';
const options = { leaseMs: 1_000, onMessages: () => undefined, onSettled: () => undefined };

let suite: SuiteDatabase;
let db: Kysely<unknown>;

beforeAll(async () => {
  suite = openSuiteDatabase(
    await createTestDatabase(migratedTemplate('deflection', migrations)),
    'deflection',
  );
  ({ db } = suite);
  await new TicketRepository(db, options).lease(1);
  await new TicketRepository(db, options).find({ brandId, ticketId: '1' });
  await new CorrectionRepository(db, options).lease(1);
  const owners = new ContactRepository(db);
  await owners.ordersOf(brandId, ['a digest']);
  await owners.known(brandId, ['1001']);
  await new AddressRepository(db).find(brandId, 'a case');
});
afterAll(() => suite.close());

it.each([0, 50, 5_000])(
  'nothing reads a whole shop for one ticket among %i, counted or not',
  async (count) => {
    await sql`truncate order_owner, corrected_address, ticket, correction`.execute(db);
    const rows = sql`from generate_series(1, ${count}::integer) as i`;
    await sql`insert into order_owner select ${brandId}, 'n' || i, 'd' || i, ${AT}, ${AT} ${rows}`.execute(
      db,
    );
    await sql`insert into corrected_address select ${brandId}, 'c' || i, 'n' || i, '{}', ${AT} ${rows}`.execute(
      db,
    );
    await sql`insert into ticket (brand_id, ticket_id, causation) select ${brandId}, 't' || i, '{}' ${rows}`.execute(
      db,
    );
    await sql`insert into correction (brand_id, key, request, causation) select ${brandId}, 'k' || i, '{}', '{}' ${rows}`.execute(
      db,
    );
    const byKey = [
      'corrected_address_pkey (case_id, brand_id)',
      'correction_due (due_at)',
      'correction_pkey (brand_id, key)',
      'order_owner_digest (digest)',
      'order_owner_pkey (order_number, brand_id)',
      'ticket_due (due_at)',
      'ticket_pkey (brand_id, ticket_id)',
    ];
    expect(await explainPrepared(db)).toEqual(byKey);
    if (count > 0) await sql`analyze order_owner, corrected_address, ticket, correction`.execute(db);
    expect(await explainPrepared(db)).toEqual(byKey);
  },
);
