import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';

const ROWS_PER_STATEMENT = 500;
const ROW_BYTES = 300;

/** How many rows of 300 B one connection inserts in a second, 500 a statement: what this machine's Postgres gives at best. */
export async function measureRawInserts(databaseUrl: string, durationMs: number): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('create table raw_insert (id uuid primary key, payload text not null)');
    const payloads = Array.from({ length: ROWS_PER_STATEMENT }, () =>
      randomBytes(ROW_BYTES / 2).toString('hex'),
    );
    const startedAt = performance.now();
    let rows = 0;
    while (performance.now() - startedAt < durationMs) {
      const ids = payloads.map(() => randomUUID());
      await client.query({
        name: 'raw-insert',
        text: 'insert into raw_insert select * from unnest($1::uuid[], $2::text[])',
        values: [ids, payloads],
      });
      rows += ROWS_PER_STATEMENT;
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    await client.query('drop table raw_insert');
    return rows / seconds;
  } finally {
    await client.end();
  }
}
