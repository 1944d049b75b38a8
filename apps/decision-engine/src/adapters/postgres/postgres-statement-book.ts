import type { Statement } from '@tidings/contracts';
import type { Instant, Ledger } from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import { StatementBook, type StatementPage, type StatementWindow } from '../../ports/statement-book.js';
import type { EngineSchema } from './schema.js';

type Row = Omit<Statement, 'correctedAt'> & {
  readonly ledger: Ledger;
  readonly place: string;
  readonly isMessage: boolean;
};

export class PostgresStatementBook extends StatementBook {
  readonly #database: Kysely<EngineSchema>;

  constructor(database: Kysely<EngineSchema>) {
    super();
    this.#database = database;
  }

  override async list(
    { brandId, ruleId, from, to }: StatementWindow,
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<StatementPage> {
    const { rows } = await sql<Row>`
      with said as (
        select order_id, key, condition, policy_version, channel, said_at as at, true as is_message
        from statements where brand_id = ${brandId} and rule_id = ${ruleId} and said_at >= ${from} and said_at < ${to}
        union all
        select s.order_id, s.key, s.condition, s.policy_version, p.face, p.shown_at, false
        from statements s join promises p on p.order_id = s.order_id and p.face <> 'mail' and p.shown_at >= s.said_at
        where s.brand_id = ${brandId} and s.rule_id = ${ruleId} and p.shown_at >= ${from} and p.shown_at < ${to}
          and not exists (select 1 from statements t
            where t.order_id = s.order_id and t.rule_id = s.rule_id and t.channel = p.face)
      ), placed as (
        select *, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS') || ' ' || key || ' ' || channel as place from said)
      select o.number as "orderNumber", order_id as "orderId", key, condition, policy_version as "policyVersion", channel,
        at, is_message as "isMessage", place, o.ledger
      from placed join orders o on o.id = placed.order_id
      where place > ${after ?? ''} order by place limit ${limit}`.execute(this.#database);
    const last = rows.length < limit ? undefined : rows.at(-1);
    return { statements: rows.flatMap(toStatement), next: last?.place ?? null };
  }
}

/** A date that another face showed counts while the decision stood. */
function toStatement({ ledger, place: _, isMessage, ...said }: Row): readonly Statement[] {
  const rows = ledger.filter(({ key, messageKey }) => messageKey === said.key || key === said.key);
  if (!isMessage && rows.every(({ closedAt }) => closedAt !== null && closedAt <= said.at)) return [];
  return [{ ...said, correctedAt: correctedAt(ledger, rows) }];
}

function correctedAt(ledger: Ledger, told: Ledger): Instant | null {
  const keys = new Set(told.map(({ key }) => key));
  const correction = ledger.find(
    ({ condition, about, saidAt }) =>
      condition === 'correction' && about !== null && keys.has(about) && saidAt !== null,
  );
  return correction?.saidAt ?? null;
}
