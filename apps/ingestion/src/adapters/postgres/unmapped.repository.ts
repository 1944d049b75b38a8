import { type Kysely, sql } from 'kysely';
import { type UnmappedFilter, type UnmappedFinding, UnmappedStore } from '../../ports/unmapped-store.js';

/** Reads the quarantine, where a problem's message is the code's text and how often it stood in the delivery. */
export class UnmappedRepository extends UnmappedStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  override async list(filter: UnmappedFilter): Promise<readonly UnmappedFinding[]> {
    const brandId = filter.brandId ?? null;
    const source = filter.source ?? null;
    const { rows } = await sql<UnmappedFinding>`
      select brand_id as "brandId", source, coalesce(field, '') as code,
        regexp_replace((array_agg(message order by quarantined_at desc))[1], ' \\(\\d+ times\\)$', '') as text,
        sum(coalesce(substring(message from '\\((\\d+) times\\)$')::int, 1))::int as events,
        count(*)::int as deliveries, min(quarantined_at) as "firstAt", max(quarantined_at) as "lastAt",
        (array_agg(receipt_id::text order by quarantined_at desc))[1:3] as "receiptIds"
      from quarantine
      where kind = 'unmapped_code' and (${brandId}::text is null or brand_id = ${brandId})
        and (${source}::text is null or source = ${source})
      group by brand_id, source, field
      order by events desc, brand_id, source, code
      limit ${filter.limit}`.execute(this.#db);
    return rows;
  }
}
