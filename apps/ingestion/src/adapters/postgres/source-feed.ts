import { type Kysely, sql } from 'kysely';
import { FRESH_FEED } from '../../core/following/admit-requests.js';
import { type SourceKey, sourceKeyText } from '../../ports/source-figures-store.js';
import type { SourceFeed } from '../../ports/tracking-store.js';

const NEW_FEED: SourceFeed = {
  ...FRESH_FEED,
  lastAnswerAt: null,
  lastFailureAt: null,
  lastFailure: null,
  month: null,
  registrations: 0,
};

const COLUMNS = sql`free_at as "freeAt", failures, resume_at as "resumeAt", last_answer_at as "lastAnswerAt",
  last_failure_at as "lastFailureAt", last_failure as "lastFailure", month, registrations`;

/**
 * A source's row, locked until the transaction ends and made where there is none.
 * @param ifLocked `skip`: null while another replica has it
 */
export async function lockFeed(
  trx: Kysely<unknown>,
  { brandId, source }: SourceKey,
  ifLocked: 'skip' | 'wait',
): Promise<SourceFeed | null> {
  const how = ifLocked === 'skip' ? sql`for update skip locked` : sql`for update`;
  const read = sql<SourceFeed>`
    select ${COLUMNS} from source_feed where brand_id = ${brandId} and source = ${source} ${how}`;
  const { rows } = await read.execute(trx);
  if (rows[0] !== undefined) return rows[0];
  const { numAffectedRows } = await sql`
    insert into source_feed (brand_id, source) values (${brandId}, ${source}) on conflict do nothing`.execute(
    trx,
  );
  if (numAffectedRows === 1n) return NEW_FEED;
  return (await read.execute(trx)).rows[0] ?? null;
}

export async function writeFeed(
  trx: Kysely<unknown>,
  { brandId, source }: SourceKey,
  feed: SourceFeed,
): Promise<void> {
  await sql`
    update source_feed set free_at = ${JSON.stringify(feed.freeAt)}::jsonb, failures = ${feed.failures},
      resume_at = ${feed.resumeAt}, last_answer_at = ${feed.lastAnswerAt}, last_failure_at = ${feed.lastFailureAt},
      last_failure = ${feed.lastFailure}, month = ${feed.month}, registrations = ${feed.registrations}
    where brand_id = ${brandId} and source = ${source}`.execute(trx);
}

export function changeFeed(
  db: Kysely<unknown>,
  source: SourceKey,
  change: (feed: SourceFeed) => SourceFeed,
): Promise<SourceFeed> {
  return db.transaction().execute(async (trx) => {
    const after = change((await lockFeed(trx, source, 'wait')) ?? NEW_FEED);
    await writeFeed(trx, source, after);
    return after;
  });
}

/** By `brand/source`. */
export async function listFeeds(db: Kysely<unknown>): Promise<ReadonlyMap<string, SourceFeed>> {
  const { rows } = await sql<SourceFeed & SourceKey>`
    select brand_id as "brandId", source, ${COLUMNS} from source_feed`.execute(db);
  return new Map(rows.map(({ brandId, source, ...feed }) => [sourceKeyText({ brandId, source }), feed]));
}
