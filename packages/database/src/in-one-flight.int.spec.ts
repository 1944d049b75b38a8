import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { inOneFlight } from './in-one-flight.js';
import { isTransient } from './is-transient.js';
import { migratedTemplate } from './migrated-template.js';
import { useDatabase } from './spec-support/use-database.js';

const template = migratedTemplate('spec', [
  { name: '0001_note', up: 'create table note (id int primary key)' },
]);

const database = useDatabase(template);
let db: Kysely<unknown>;

beforeAll(() => {
  db = database();
});
beforeEach(async () => {
  await sql`truncate note`.execute(db);
});

const add = (id: number) => sql<{ id: number }>`insert into note values (${id}) returning id`;
const notes = sql<{ id: number }>`select id from note where id > ${0} order by id`;

async function idsOf(): Promise<readonly number[]> {
  return (await notes.execute(db)).rows.map(({ id }) => id);
}

describe('inOneFlight', () => {
  it('answers each statement, and runs them in their order', async () => {
    const answers = await db.transaction().execute((trx) => inOneFlight(trx, [add(1), notes, add(2), notes]));
    expect(answers).toEqual([[{ id: 1 }], [{ id: 1 }], [{ id: 2 }], [{ id: 1 }, { id: 2 }]]);
  });

  it('throws the failure and not what followed from it; nothing of the transaction stays', async () => {
    const failed = db.transaction().execute((trx) => inOneFlight(trx, [add(1), add(1), add(2)]));
    await expect(failed).rejects.toThrow('note_pkey');
    expect(await idsOf()).toEqual([]);
    await db.transaction().execute((trx) => inOneFlight(trx, [add(1), add(2)]));
    expect(await idsOf()).toEqual([1, 2]);
  });

  it('fails as a whole, and as something to try again, when the connection is lost under way', async () => {
    const failed = db
      .transaction()
      .execute((trx) =>
        inOneFlight(trx, [add(1), sql`select pg_terminate_backend(pg_backend_pid()) where ${true}`, add(2)]),
      );
    const error: unknown = await failed.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(isTransient(error)).toBe(true);
    expect(await idsOf()).toEqual([]);
  });
});
