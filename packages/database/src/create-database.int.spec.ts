import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type RunningPostgres, startPostgres } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import { createDatabase } from './create-database.js';
import { isTransient } from './is-transient.js';
import { migrate } from './migrate.js';

let postgres: RunningPostgres;
let db: Kysely<unknown>;
const warn = jest.fn();

beforeAll(async () => {
  postgres = await startPostgres({ durable: true });
  await migrate({
    url: postgres.url,
    schema: 'spec',
    migrations: [{ name: '0001_note', up: 'create table note (id int)' }],
  });
  db = createDatabase({ url: postgres.url, schema: 'spec', applicationName: 'spec', log: { warn } });
});
afterAll(async () => {
  await db.destroy();
  await postgres.stop();
});

/** As a service does: a transient failure is tried again, any other is not. */
async function untilItWorks<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error)) throw error;
    }
  }
}

const add = () => sql`insert into note values (1)`.execute(db);

async function countNotes(): Promise<number> {
  const { rows } = await sql<{ notes: number }>`select count(*) as notes from note`.execute(db);
  return rows[0]?.notes ?? 0;
}

describe('createDatabase', () => {
  it('speaks in instants, dates and numbers', async () => {
    const { rows } =
      await sql`select 5::bigint as count, timestamptz '2026-01-31 09:05:00.25+01' as at, date '2026-02-01' as day,
      array[timestamptz '2026-01-31 09:05:00+01', null] as ats, array[7::bigint] as counts`.execute(db);
    expect(rows).toEqual([
      {
        count: 5,
        at: '2026-01-31T08:05:00.250Z',
        day: '2026-02-01',
        ats: ['2026-01-31T08:05:00.000Z', null],
        counts: [7],
      },
    ]);
  });

  it('gives up on a statement that takes too long, and does not call that transient', async () => {
    const impatient = createDatabase({
      url: postgres.url,
      schema: 'spec',
      applicationName: 'impatient',
      statementTimeoutMs: 20,
      log: { warn },
    });
    const error: unknown = await sql`select pg_sleep(10)`
      .execute(impatient)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: '57014' });
    expect(isTransient(error)).toBe(false);
    await impatient.destroy();
  });

  it.each(['restart', 'kill'] as const)('recovers by itself from a %s in mid-use', async (event) => {
    const before = await countNotes();
    const failed = sql`select pg_sleep(30)`.execute(db).catch((error: unknown) => error);
    await untilItWorks(add);
    if (event === 'kill') await postgres.kill();
    await postgres.restart();
    expect(isTransient(await failed)).toBe(true);
    await untilItWorks(add);
    expect(await countNotes()).toBe(before + 2);
  });

  it('survives the loss of idle connections, and says so', async () => {
    await Promise.all([add(), add(), add()]);
    warn.mockClear();
    await postgres.kill();
    await postgres.restart();
    await untilItWorks(add);
    expect(warn).toHaveBeenCalledWith(
      expect.objectContaining({ err: expect.any(Error) }),
      'a database connection was lost',
    );
  });

  it.each(['Spec', 'spec; drop schema spec', ''])('refuses the schema name %j', (schema) => {
    expect(() =>
      createDatabase({ url: postgres.url, schema, applicationName: 'spec', log: { warn } }),
    ).toThrow('not a schema name');
  });
});
