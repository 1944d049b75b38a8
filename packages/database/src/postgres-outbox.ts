import {
  type DrainOptions,
  type DrainResult,
  type OutgoingEvent,
  OutboxStore,
  type PublishEvents,
  type PublishOutcome,
  type SetAsideEvent,
} from '@tidings/contracts';
import { type Kysely, type RawBuilder, sql } from 'kysely';

interface OutboxRow extends OutgoingEvent {
  readonly position: number;
  readonly createdAt: string;
  /** The transaction that wrote it. */
  readonly commit: string;
}

interface Offered {
  readonly row: OutboxRow;
  readonly outcome: PublishOutcome;
}

/** The outbox of the service whose schema `db` sees; `outboxTable` is its migration. */
export class PostgresOutbox<Schema> extends OutboxStore {
  constructor(private readonly db: Kysely<Schema>) {
    super();
  }

  override async drain(options: DrainOptions, publish: PublishEvents): Promise<DrainResult> {
    if (!(await hasRows(this.db, options))) return { taken: 0, published: 0, deferred: 0, setAside: 0 };
    const trx = await this.db.startTransaction().execute();
    try {
      const rows = await takeRows(trx, options);
      const offered = await offer(rows, publish);
      const result = count(offered);
      // While the bus is away nothing is written at all: the rows come back as they were.
      if (result.deferred === result.taken) {
        await trx.rollback().execute();
      } else {
        await putBack(trx, offered);
        await setAside(trx, offered);
        await trx.commit().execute();
      }
      return result;
    } catch (error) {
      if (!trx.isCommitted && !trx.isRolledBack) await rollBackQuietly(() => trx.rollback().execute());
      throw error;
    }
  }

  override async remove(positions: readonly number[]): Promise<void> {
    await sql`delete from outbox where position = any(${positions}::bigint[])`.execute(this.db);
  }

  override async listSetAside(limit: number): Promise<readonly SetAsideEvent[]> {
    const { rows } = await sql<SetAsideEvent>`
      select id, brand_id as "brandId", subject, payload, reason, set_aside_at as "setAsideAt"
      from outbox_set_aside order by position limit ${limit}`.execute(this.db);
    return rows;
  }

  /** Milliseconds for which the oldest event has waited; 0 when none waits. By the database's clock. */
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

async function takeRows<Schema>(
  trx: Kysely<Schema>,
  { limit, minAgeMs }: DrainOptions,
): Promise<readonly OutboxRow[]> {
  // By ctid, which cannot change while the row is locked: the rows are not looked up a second time.
  const { rows } = await sql<OutboxRow>`
    delete from outbox
    where ctid = any(array(
      select ctid from outbox where ${isOldEnough(minAgeMs)} order by position limit ${limit} for update skip locked))
    returning position, id, brand_id as "brandId", subject, payload, created_at as "createdAt",
      xmin::text as commit`.execute(trx);
  return rows.toSorted((one, other) => one.position - other.position);
}

function toEvent({ id, brandId, subject, payload }: OutboxRow): OutgoingEvent {
  return { id, brandId, subject, payload };
}

/** What one commit wrote is published by one call, as it was right after that commit: it makes the same messages again. */
async function offer(rows: readonly OutboxRow[], publish: PublishEvents): Promise<readonly Offered[]> {
  const commits = [...Map.groupBy(rows, ({ commit }) => commit).values()];
  const offered = await Promise.all(
    commits.map(async (written) => pair(written, await publish(written.map(toEvent)))),
  );
  return offered.flat();
}

function pair(rows: readonly OutboxRow[], outcomes: readonly PublishOutcome[]): readonly Offered[] {
  return rows.map((row, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined)
      throw new Error(`${rows.length} events were offered, ${outcomes.length} outcomes came back`);
    return { row, outcome };
  });
}

function count(offered: readonly Offered[]): DrainResult {
  const deferred = offered.filter(({ outcome }) => outcome.kind === 'deferred').length;
  const setAsideCount = offered.filter(({ outcome }) => outcome.kind === 'unpublishable').length;
  const taken = offered.length;
  return { taken, published: taken - deferred - setAsideCount, deferred, setAside: setAsideCount };
}

async function putBack<Schema>(trx: Kysely<Schema>, offered: readonly Offered[]): Promise<void> {
  const rows = offered.filter(({ outcome }) => outcome.kind === 'deferred').map(({ row }) => row);
  if (rows.length === 0) return;
  await sql`
    insert into outbox (position, id, brand_id, subject, payload, created_at) overriding system value
    select position, id, "brandId", subject, payload, "createdAt"
    from json_to_recordset(${JSON.stringify(rows)}) as event
      (position bigint, id text, "brandId" text, subject text, payload text, "createdAt" timestamptz)`.execute(
    trx,
  );
}

async function setAside<Schema>(trx: Kysely<Schema>, offered: readonly Offered[]): Promise<void> {
  const rows = offered.flatMap(({ row, outcome }) =>
    outcome.kind === 'unpublishable' ? [{ ...row, reason: outcome.reason }] : [],
  );
  if (rows.length === 0) return;
  await sql`
    insert into outbox_set_aside (position, id, brand_id, subject, payload, reason)
    select position, id, "brandId", subject, payload, reason
    from json_to_recordset(${JSON.stringify(rows)}) as event
      (position bigint, id text, "brandId" text, subject text, payload text, reason text)`.execute(trx);
}

/** After a lost connection there is nothing left to roll back, and the first error is the one to report. */
async function rollBackQuietly(rollBack: () => Promise<void>): Promise<void> {
  try {
    await rollBack();
  } catch {
    // The server rolled back when the connection ended.
  }
}
