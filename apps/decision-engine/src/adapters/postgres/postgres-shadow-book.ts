import { type Kysely, sql } from 'kysely';
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
      select condition, count(*) filter (where live_speaks)::int as live,
        count(*) filter (where shadow_speaks)::int as shadow,
        count(*) filter (where live_speaks and shadow_speaks)::int as both
      from compared where live_speaks or shadow_speaks group by condition order by condition`.execute(
      this.#database,
    );
    const differences = await sql<ShadowDifference>`
      with compared as (${compared})
      select o.number as "orderNumber", key, condition, reason, live, shadow, live_rule as "liveRule",
        shadow_rule as "shadowRule", compared.decided_at as "decidedAt"
      from compared join orders o on o.id = compared.order_id
      where live is distinct from shadow order by compared.decided_at desc, key limit ${limit}`.execute(
      this.#database,
    );
    return { counts: counts.rows, differences: differences.rows };
  }
}

/** Both policies name a decision by its condition, so the same news bears the same key. */
function comparedIn({ brandId, version, from, to }: ShadowWindow) {
  return sql`
    select order_id, key, coalesce(s.condition, d.condition) as condition, coalesce(s.reason, d.reason) as reason,
      d.outcome as live, s.outcome as shadow, d.trace ->> 'ruleId' as live_rule, s.trace ->> 'ruleId' as shadow_rule,
      coalesce(d.has_message, false) as live_speaks, coalesce(s.has_message, false) as shadow_speaks,
      coalesce(s.decided_at, d.decided_at) as decided_at
    from (
      select d.* from shadow_orders seen
        join orders o on o.id = seen.order_id
        join decisions d on d.order_id = o.id
      where o.brand_id = ${brandId} and seen.version = ${version} and d.decided_at >= seen.seen_since
        and d.decided_at >= ${from} and d.decided_at < ${to}
    ) as d full join (
      select * from shadow_decisions
      where brand_id = ${brandId} and version = ${version} and decided_at >= ${from} and decided_at < ${to}
    ) as s using (order_id, key)`;
}
