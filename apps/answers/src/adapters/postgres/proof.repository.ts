import { type Kysely, sql } from 'kysely';
import { type OrderProof, type ProofKind, ProofStore } from '../../ports/proof-store.js';

export class ProofRepository extends ProofStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  /** Sorted by key, so that two replicas cannot wait for each other. */
  override async keepNewer(proofs: readonly OrderProof[]): Promise<void> {
    await sql`
      insert into order_proof as kept (brand_id, order_number, kind, digest, updated_at)
      select * from unnest(
        ${proofs.map(({ brandId }) => brandId)}::text[],
        ${proofs.map(({ orderNumber }) => orderNumber)}::text[],
        ${proofs.map(({ kind }) => kind)}::text[],
        ${proofs.map(({ digest }) => digest)}::text[],
        ${proofs.map(({ updatedAt }) => updatedAt)}::timestamptz[]
      ) as told (brand_id, order_number, kind, digest, updated_at)
      order by brand_id, order_number, kind
      on conflict (brand_id, order_number, kind) do update set
        digest = excluded.digest, updated_at = excluded.updated_at
      where excluded.updated_at >= kept.updated_at`.execute(this.#db);
  }

  /** The row stays, without its digest: what an older event tells later does not come back. */
  override async forget(brandId: string, orderNumbers: readonly string[], at: string): Promise<void> {
    await sql`
      update order_proof set digest = '', updated_at = ${at}
      where brand_id = ${brandId} and order_number = any(${orderNumbers}::text[]) and updated_at <= ${at}`.execute(
      this.#db,
    );
  }

  override async find(
    brandId: string,
    orderNumber: string,
  ): Promise<Readonly<Partial<Record<ProofKind, string>>>> {
    const { rows } = await sql<{ kind: ProofKind; digest: string }>`
      select kind, digest from order_proof
      where brand_id = ${brandId} and order_number = ${orderNumber} and digest <> ''`.execute(this.#db);
    return Object.fromEntries(rows.map(({ kind, digest }) => [kind, digest]));
  }
}
