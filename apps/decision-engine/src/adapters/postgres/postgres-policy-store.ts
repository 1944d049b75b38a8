import type { Policy } from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import {
  type ApplyOutcome,
  type PolicyInUse,
  PolicyStore,
  type PolicyUse,
} from '../../ports/policy-store.js';
import type { EngineSchema } from './schema.js';

export class PostgresPolicyStore extends PolicyStore {
  readonly #database: Kysely<EngineSchema>;

  constructor(database: Kysely<EngineSchema>) {
    super();
    this.#database = database;
  }

  override async readInUse(
    mark: string | null,
  ): Promise<{ readonly mark: string; readonly inUse: readonly PolicyInUse[] } | null> {
    const newest = await sql<{ mark: string }>`
      select coalesce(max(position), 0)::text as mark from policy_uses`.execute(this.#database);
    const now = newest.rows[0]?.mark ?? '0';
    if (now === mark) return null;
    const { rows } = await sql<PolicyInUse>`
      select distinct on (u.brand_id, u.role) u.brand_id as "brandId", u.role, u.version, u.applied_by as by, u.because,
        u.applied_at as at, v.policy
      from policy_uses u left join policy_versions v on v.brand_id = u.brand_id and v.version = u.version
      where u.position <= ${now} order by u.brand_id, u.role, u.position desc`.execute(this.#database);
    return { mark: now, inUse: rows };
  }

  override async apply(
    use: PolicyUse,
    policy?: Policy,
  ): Promise<{ readonly outcome: ApplyOutcome; readonly previous: string | null }> {
    return this.#database.transaction().execute(async (trx) => {
      // One after the other: whoever reads the newest position has then seen all before it.
      await sql`lock table policy_uses in exclusive mode`.execute(trx);
      const known = await sql<{ version: string | null }>`
        select version from policy_uses where brand_id = ${use.brandId} and role = ${use.role}
        order by position desc limit 1`.execute(trx);
      const previous = known.rows[0]?.version ?? null;
      const problem = await keep(trx, use, policy);
      if (problem !== null) return { outcome: problem, previous };
      if (previous === use.version) return { outcome: 'already_in_use', previous };
      await sql`
        insert into policy_uses (brand_id, role, version, applied_by, because, applied_at)
        values (${use.brandId}, ${use.role}, ${use.version}, ${use.by}, ${use.because}, ${use.at})`.execute(
        trx,
      );
      return { outcome: 'applied', previous };
    });
  }

  override async listUses(brandId: string): Promise<readonly PolicyUse[]> {
    const { rows } = await sql<PolicyUse>`
      select brand_id as "brandId", role, version, applied_by as by, because, applied_at as at
      from policy_uses where brand_id = ${brandId} order by position desc`.execute(this.#database);
    return rows;
  }
}

/** Keeps the policy under its version. @returns why the version cannot be used; null when it can */
async function keep(
  trx: Kysely<EngineSchema>,
  { brandId, version, at }: PolicyUse,
  policy: Policy | undefined,
): Promise<'version_differs' | 'unknown_version' | null> {
  if (version === null) return null;
  if (policy !== undefined)
    await sql`
      insert into policy_versions (brand_id, version, policy, kept_at)
      values (${brandId}, ${version}, ${JSON.stringify(policy)}::jsonb, ${at})
      on conflict do nothing`.execute(trx);
  const { rows } = await sql<{ isSame: boolean }>`
    select ${policy === undefined}::boolean or policy = ${JSON.stringify(policy ?? null)}::jsonb as "isSame"
    from policy_versions where brand_id = ${brandId} and version = ${version}`.execute(trx);
  if (rows[0] === undefined) return 'unknown_version';
  return rows[0].isSame ? null : 'version_differs';
}
