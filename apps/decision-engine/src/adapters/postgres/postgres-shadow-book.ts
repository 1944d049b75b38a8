import { type Kysely, type RawBuilder, sql } from 'kysely';
import {
  ShadowBook,
  type ShadowComparison,
  type ShadowCount,
  type ShadowDifference,
  type ShadowWindow,
} from '../../ports/shadow-book.js';
import type { EngineSchema } from './schema.js';

export class PostgresShadowBook extends ShadowBook {
  readonly #database: Kysely<EngineSchema>;

  constructor(database: Kysely<EngineSchema>) {
    super();
    this.#database = database;
  }

  override async compare(window: ShadowWindow, limit: number): Promise<ShadowComparison> {
    const compared = comparedIn(window);
    const counts = await sql<ShadowCount>`
      with compared as (${compared})
      select condition, (count(distinct live_key) filter (where live_speaks))::int as live,
        (count(distinct shadow_key) filter (where shadow_speaks))::int as shadow,
        least(count(distinct live_key) filter (where live_speaks and shadow_speaks),
          count(distinct shadow_key) filter (where live_speaks and shadow_speaks))::int as both
      from compared where live_speaks or shadow_speaks group by condition order by condition`.execute(
      this.#database,
    );
    const differences = await sql<ShadowDifference>`
      with compared as (${compared})
      select o.number as "orderNumber", coalesce(shadow_key, live_key) as key, condition, reason, live, shadow,
        live_rule as "liveRule", shadow_rule as "shadowRule", compared.decided_at as "decidedAt"
      from compared join orders o on o.id = compared.order_id
      where live is distinct from shadow order by compared.decided_at desc, 2 limit ${limit}`.execute(
      this.#database,
    );
    return { counts: counts.rows, differences: differences.rows };
  }
}

/**
 * The same news is one of the same kind about the same parcel, the first of it or the second: not what bears the same key, since
 * who waits until the morning decides twice about what the other says at once.
 */
function comparedIn({ brandId, version, from, to }: ShadowWindow): RawBuilder<unknown> {
  const live = sql`
    select d.order_id, d.key, d.condition, d.reason, d.outcome, d.parcel_ids, d.has_message, d.decided_at, d.trace
    from shadow_orders seen
      join orders o on o.id = seen.order_id
      join decisions d on d.order_id = o.id
    where o.brand_id = ${brandId} and seen.version = ${version} and d.decided_at >= seen.seen_since
      and d.decided_at >= ${from} and d.decided_at < ${to}`;
  const shadow = sql`
    select order_id, key, condition, reason, outcome, parcel_ids, has_message, decided_at, trace
    from shadow_decisions
    where brand_id = ${brandId} and version = ${version} and decided_at >= ${from} and decided_at < ${to}`;
  return sql`
    select order_id, condition, nullif(news_reason, '') as reason, d.key as live_key, s.key as shadow_key,
      d.outcome as live, s.outcome as shadow, d.trace ->> 'ruleId' as live_rule, s.trace ->> 'ruleId' as shadow_rule,
      coalesce(d.has_message, false) as live_speaks, coalesce(s.has_message, false) as shadow_speaks,
      coalesce(s.decided_at, d.decided_at) as decided_at
    from (${newsIn(live)}) as d full join (${newsIn(shadow)}) as s
      using (order_id, parcel, condition, news_reason, place)`;
}

/** What was decided last about each piece of news; who waits has not decided yet. Its place counts those of a kind. */
function newsIn(decisions: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select distinct on (order_id, parcel, condition, news_reason, place) *
    from (
      select *, count(*) filter (where outcome <> 'wait') over (
        partition by order_id, parcel, condition, news_reason order by decided_at, length(key), key
        rows between unbounded preceding and 1 preceding) as place
      from (
        select taken.*, coalesce(parcel_id::text, '') as parcel, coalesce(reason, '') as news_reason
        from (${decisions}) as taken left join unnest(parcel_ids) as parcel_id on true
      ) as about
    ) as placed
    order by order_id, parcel, condition, news_reason, place, decided_at desc, length(key) desc, key desc`;
}
