import type { DecisionView } from '@tidings/contracts';
import type { CaseSnapshot, Ledger } from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import { type CaseView, DecisionLog } from '../../ports/decision-log.js';
import type { EngineSchema } from './schema.js';

type DecisionRow = EngineSchema['decisions'] & { number: string | null; ledger: Ledger };

export class PostgresDecisionLog extends DecisionLog {
  readonly #database: Kysely<EngineSchema>;

  constructor(database: Kysely<EngineSchema>) {
    super();
    this.#database = database;
  }

  override async listDecisions(brandId: string, orderNumber: string): Promise<readonly DecisionView[]> {
    const { rows } = await sql<DecisionRow>`
      select d.order_id, d.key, d.condition, d.reason, d.outcome, d.parcel_ids, d.fact_at, d.decided_at, d.claims, d.trace,
        o.number, o.ledger
      from orders o join decisions d on d.order_id = o.id
      where o.brand_id = ${brandId} and o.number = ${orderNumber}
      order by d.decided_at desc, d.key desc`.execute(this.#database);
    return rows.map(toView);
  }

  override async listOpenCases(brandId: string, limit: number): Promise<readonly CaseView[]> {
    const { rows } = await sql<{ doc: CaseSnapshot; number: string | null }>`
      select c.doc, o.number from cases c join orders o on o.id = c.order_id
      where c.brand_id = ${brandId} and c.state = 'open'
      order by c.doc ->> 'dueAt' limit ${limit}`.execute(this.#database);
    return rows.map(({ doc, number }) => ({ ...doc, orderNumber: number }));
  }
}

function toView(row: DecisionRow): DecisionView {
  const entry = row.ledger.find(({ key }) => key === row.key);
  return {
    key: row.key,
    orderNumber: row.number,
    condition: row.condition,
    reason: row.reason,
    parcelIds: row.parcel_ids,
    outcome: row.outcome,
    factAt: row.fact_at,
    decidedAt: row.decided_at,
    speech: entry?.speech ?? 'none',
    trace: row.trace,
  };
}
