import { appendToOutbox } from '@tidings/database';
import type { OutgoingEvent } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import type { Tracking } from '../../core/following/tracking.js';
import type { SourceKey } from '../../ports/source-figures-store.js';
import {
  type Admission,
  type ListedTracking,
  type NumberKey,
  type SettledTracking,
  type SourceFeed,
  TrackingStore,
} from '../../ports/tracking-store.js';
import { changeFeed, listFeeds, lockFeed, writeFeed } from './source-feed.js';

/** A row as `Tracking` has it. */
const COLUMNS = sql`brand_id as "brandId", number, carrier, order_number as "orderNumber", postal_code as "postalCode", country,
  ship_date as "shipDate", state, reason, source, their_carrier as "theirCarrier", route, registration_id as "registrationId",
  expires_at as "expiresAt", bound_at as "boundAt", milestone, moved_at as "movedAt", heard_at as "heardAt", failures,
  due_at as "dueAt", claim`;

export class TrackingRepository extends TrackingStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  override async enrol(trackings: readonly Tracking[], events: readonly OutgoingEvent[]): Promise<void> {
    const rows = JSON.stringify(trackings);
    await this.#db.transaction().execute(async (trx) => {
      const { rows: added } = await sql<{ brandId: string; number: string }>`
        insert into tracking as known (brand_id, number, carrier, order_number, postal_code, country, ship_date, state, reason,
          source, their_carrier, route, bound_at, failures, due_at, claim)
        select "brandId", number, carrier, "orderNumber", "postalCode", country, "shipDate", state, reason, source,
          "theirCarrier", route, "boundAt", 0, "dueAt", 0
        from json_to_recordset(${rows}) as row ("brandId" text, number text, carrier text, "orderNumber" text,
          "postalCode" text, country text, "shipDate" date, state text, reason text, source text, "theirCarrier" text,
          route int, "boundAt" timestamptz, "dueAt" timestamptz)
        order by 1, 2
        on conflict (brand_id, number) do update set carrier = excluded.carrier, order_number = excluded.order_number,
          postal_code = excluded.postal_code, country = excluded.country, ship_date = excluded.ship_date,
          state = excluded.state, reason = excluded.reason, source = excluded.source,
          their_carrier = excluded.their_carrier, route = 0, registration_id = null, expires_at = null,
          bound_at = excluded.bound_at, failures = 0, due_at = excluded.due_at, claim = known.claim + 1,
          milestone = null, moved_at = null, heard_at = null
        where known.carrier <> excluded.carrier
          or (known.state = 'ended' and known.order_number is distinct from excluded.order_number)
        returning brand_id as "brandId", number`.execute(trx);
      const isAdded = new Set(added.map(({ brandId, number }) => `${brandId}\n${number}`));
      const own = trackings.filter(({ brandId, number }) => isAdded.has(`${brandId}\n${number}`));
      const told = events.filter(({ payload }) =>
        own.some(({ number }) => payload.includes(JSON.stringify(number))),
      );
      await appendToOutbox(trx, told);
    });
  }

  override async find(keys: readonly NumberKey[]): Promise<readonly Tracking[]> {
    const { rows } = await sql<Tracking>`
      select ${COLUMNS} from tracking where (brand_id, number) in (
        select "brandId", number from json_to_recordset(${JSON.stringify(keys)}) as key ("brandId" text, number text)
      )`.execute(this.#db);
    return rows;
  }

  override async dueSources(asOf: Instant): Promise<readonly SourceKey[]> {
    const { rows } = await sql<SourceKey>`
      select distinct brand_id as "brandId", source from tracking where due_at <= ${asOf}
        and source is not null`.execute(this.#db);
    return rows;
  }

  override claim(
    source: SourceKey,
    { asOf, untilAt, limit }: { readonly asOf: Instant; readonly untilAt: Instant; readonly limit: number },
    admit: (due: readonly Tracking[], feed: SourceFeed) => Admission,
  ): Promise<readonly Tracking[]> {
    return this.#db.transaction().execute(async (trx) => {
      const feed = await lockFeed(trx, source, 'skip');
      if (feed === null) return [];
      const { rows } = await sql<Tracking>`
        select ${COLUMNS} from tracking
        where brand_id = ${source.brandId} and source = ${source.source} and due_at <= ${asOf}
        order by due_at limit ${limit} for update skip locked`.execute(trx);
      const due = rows.map((row) => ({ ...row, claim: row.claim + 1 }));
      const { claimed, feed: after } = admit(due, feed);
      if (claimed.length === 0) return [];
      await sql`
        update tracking set due_at = ${untilAt}, claim = claim + 1
        where brand_id = ${source.brandId} and number = any(${claimed.map(({ number }) => number)}::text[])`.execute(
        trx,
      );
      await writeFeed(trx, source, after);
      return claimed;
    });
  }

  override async settle(settled: readonly SettledTracking[]): Promise<void> {
    if (settled.length === 0) return;
    await this.#db.transaction().execute(async (trx) => {
      const written = await writeChanges(trx, settled);
      const own = settled.filter((each) => written.has(`${each.brandId}\n${each.number}`));
      await appendToOutbox(
        trx,
        own.flatMap((each) => each.events),
      );
    });
  }

  override changeFeed(source: SourceKey, change: (feed: SourceFeed) => SourceFeed): Promise<SourceFeed> {
    return changeFeed(this.#db, source, change);
  }

  override feeds(): Promise<ReadonlyMap<string, SourceFeed>> {
    return listFeeds(this.#db);
  }

  override async count(): ReturnType<TrackingStore['count']> {
    const { rows } = await sql<SourceKey & { state: Tracking['state']; count: number }>`
      select brand_id as "brandId", coalesce(source, '') as source, state, count(*)::int as count
      from tracking where state <> 'ended' group by 1, 2, 3`.execute(this.#db);
    return rows;
  }

  override async listUntracked(
    brandId: string,
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly ListedTracking[]> {
    const { rows } = await sql<ListedTracking>`
      select brand_id as "brandId", number, carrier, order_number as "orderNumber", reason, bound_at as since
      from tracking where brand_id = ${brandId} and state = 'untracked' and number > ${after ?? ''}
      order by number limit ${limit}`.execute(this.#db);
    return rows;
  }
}

/** Only the fields that a change names are written, and only to rows that nobody claimed meanwhile. */
async function writeChanges(
  trx: Kysely<unknown>,
  settled: readonly SettledTracking[],
): Promise<ReadonlySet<string>> {
  const rows = JSON.stringify(
    settled.map(({ brandId, number, claim, change }) => ({
      brandId,
      itsNumber: number,
      itsClaim: claim,
      change,
    })),
  );
  const { rows: written } = await sql<{ brandId: string; number: string }>`
    update tracking set
      state = case when change ? 'state' then change->>'state' else state end,
      reason = case when change ? 'reason' then change->>'reason' else reason end,
      source = case when change ? 'source' then change->>'source' else source end,
      their_carrier = case when change ? 'theirCarrier' then change->>'theirCarrier' else their_carrier end,
      route = case when change ? 'route' then (change->>'route')::int else route end,
      registration_id = case when change ? 'registrationId' then change->>'registrationId' else registration_id end,
      expires_at = case when change ? 'expiresAt' then (change->>'expiresAt')::timestamptz else expires_at end,
      milestone = case when change ? 'milestone' then change->>'milestone' else milestone end,
      moved_at = case when change ? 'movedAt' then (change->>'movedAt')::timestamptz else moved_at end,
      heard_at = case when change ? 'heardAt' then (change->>'heardAt')::timestamptz else heard_at end,
      failures = case when change ? 'failures' then (change->>'failures')::int else failures end,
      due_at = case when change ? 'dueAt' then (change->>'dueAt')::timestamptz else due_at end,
      -- What moves a tracking on makes what was under way for it void; what is only learnt of it does not.
      claim = tracking.claim + (change ? 'dueAt' or change ? 'state')::int
    from (
      select * from json_to_recordset(${rows}) as row ("brandId" text, "itsNumber" text, "itsClaim" int, change jsonb)
    ) as settled
    where brand_id = "brandId" and number = "itsNumber" and claim = "itsClaim"
    returning brand_id as "brandId", number`.execute(trx);
  return new Set(written.map(({ brandId, number }) => `${brandId}\n${number}`));
}
