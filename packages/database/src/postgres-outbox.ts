import {
  type DrainOptions,
  type DrainResult,
  type MessageOutcome,
  OutboxStore,
  type PublishMessages,
  type SetAsideEvent,
  type StoredMessage,
} from '@tidings/contracts';
import { type Kysely, type RawBuilder, sql } from 'kysely';

interface Offered {
  readonly row: StoredMessage;
  readonly outcome: MessageOutcome;
}

/** The outbox of the service whose schema `db` sees; `outboxTable` and `outboxOfMessages` are its migrations. */
export class PostgresOutbox<Schema> extends OutboxStore {
  constructor(private readonly db: Kysely<Schema>) {
    super();
  }

  override async drain(options: DrainOptions, publish: PublishMessages): Promise<DrainResult> {
    if (!(await hasRows(this.db, options))) return { taken: 0, published: 0, deferred: 0, refused: 0 };
    return this.db.transaction().execute(async (trx) => {
      const rows = await lockRows(trx, options);
      const offered = pair(rows, await publish(rows));
      await setAside(trx, offered);
      await remove(trx, settledOf(offered));
      return count(offered);
    });
  }

  override async remove(positions: readonly number[]): Promise<void> {
    await remove(this.db, positions);
  }

  override async listSetAside(limit: number): Promise<readonly SetAsideEvent[]> {
    const { rows } = await sql<SetAsideEvent>`
      select id, brand_id as "brandId", subject, payload, reason, set_aside_at as "setAsideAt"
      from outbox_set_aside order by position, id limit ${limit}`.execute(this.db);
    return rows;
  }

  /** Milliseconds for which the oldest message has waited; 0 when none waits. By the database's clock. */
  async lagMs(): Promise<number> {
    const { rows } = await sql<{ lagMs: number }>`
      select coalesce(extract(epoch from clock_timestamp() - created_at) * 1000, 0)::float8 as "lagMs"
      from outbox order by position limit 1`.execute(this.db);
    return Math.max(0, rows[0]?.lagMs ?? 0);
  }
}

/** Most looks find nothing: one statement then, and no transaction. */
async function hasRows<Schema>(db: Kysely<Schema>, { minAgeMs }: DrainOptions): Promise<boolean> {
  const { rows } = await sql<{ isDue: boolean }>`
    select ${isOldEnough(minAgeMs)} as "isDue" from outbox order by position limit 1`.execute(db);
  return rows[0]?.isDue === true;
}

function isOldEnough(minAgeMs: number): RawBuilder<boolean> {
  return sql<boolean>`created_at <= clock_timestamp() - ${minAgeMs} * interval '1 millisecond'`;
}

async function lockRows<Schema>(
  trx: Kysely<Schema>,
  { limit, minAgeMs }: DrainOptions,
): Promise<readonly StoredMessage[]> {
  const { rows } = await sql<StoredMessage>`
    select position, id, subject, event_count as "eventCount", body from outbox
    where ${isOldEnough(minAgeMs)} order by position limit ${limit} for update skip locked`.execute(trx);
  return rows;
}

function pair(rows: readonly StoredMessage[], outcomes: readonly MessageOutcome[]): readonly Offered[] {
  return rows.map((row, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined)
      throw new Error(`${rows.length} messages were offered, ${outcomes.length} outcomes came back`);
    return { row, outcome };
  });
}

function settledOf(offered: readonly Offered[]): readonly number[] {
  return offered.filter(({ outcome }) => outcome.kind !== 'deferred').map(({ row }) => row.position);
}

function count(offered: readonly Offered[]): DrainResult {
  const [taken, settled] = [offered.length, settledOf(offered).length];
  const refused = offered.filter(({ outcome }) => outcome.kind === 'refused').length;
  return { taken, published: settled - refused, deferred: taken - settled, refused };
}

async function setAside<Schema>(trx: Kysely<Schema>, offered: readonly Offered[]): Promise<void> {
  const rows = offered.flatMap(({ row: { position }, outcome }) =>
    outcome.kind === 'refused' ? outcome.refused.map((event) => ({ ...event, position })) : [],
  );
  if (rows.length === 0) return;
  await sql`
    insert into outbox_set_aside (position, id, brand_id, subject, payload, reason)
    select position, id, "brandId", subject, payload, reason
    from json_to_recordset(${JSON.stringify(rows)}) as event
      (position bigint, id text, "brandId" text, subject text, payload text, reason text)`.execute(trx);
}

async function remove<Schema>(db: Kysely<Schema>, positions: readonly number[]): Promise<void> {
  if (positions.length === 0) return;
  await sql`delete from outbox where position = any(${positions}::bigint[])`.execute(db);
}
