import { startPostgres } from '@tidings/testing';

/** One Postgres for the whole run; each suite makes its own database in it. A server given as DATABASE_URL is used as it is. */
export default async function setUp() {
  if (process.env.DATABASE_URL) return;
  const postgres = await startPostgres();
  globalThis.tidingsPostgres = postgres;
  process.env.DATABASE_URL = postgres.url;
}
