import { type Kysely, sql } from 'kysely';

/** Suppressions stay: who did not want to be written to still does not. */
export class RetentionRepository {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    this.#db = db;
  }

  /** Answers how many rows went. */
  async forgetBefore(instant: string): Promise<number> {
    const results = await Promise.all([
      sql`delete from send where settled_at < ${instant}`.execute(this.#db),
      sql`delete from contact where updated_at < ${instant}`.execute(this.#db),
      sql`delete from departure where bucket < ${instant}`.execute(this.#db),
    ]);
    return results.reduce((sum, { numAffectedRows = 0n }) => sum + Number(numAffectedRows), 0);
  }
}
