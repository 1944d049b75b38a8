import { appendToOutbox } from '@tidings/database';
import type { OutgoingEvent } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { PlannedTask, ShopTask, ShopTaskKind, TaskAfter } from '../../core/shops/shop-task.js';
import type { Receipt } from '../../ports/intake-store.js';
import { ShopTaskStore } from '../../ports/shop-task-store.js';
import type { SourceKey } from '../../ports/source-figures-store.js';

/** In the order of the key, so that two such statements cannot wait for each other; of several the last counts. */
export function plannedRows(tasks: readonly PlannedTask[], dueAt: Instant): RawBuilder<unknown> {
  const rows = JSON.stringify(tasks.map((task, index) => ({ ...task, index })));
  return sql`
    select distinct on ("brandId", source, kind, subject) "brandId", source, kind, subject, detail, "askedAt", ${dueAt}::timestamptz
    from json_to_recordset(${rows}) as task ("brandId" text, source text, kind text, subject text, detail jsonb,
      "askedAt" timestamptz, index int)
    order by "brandId", source, kind, subject, index desc`;
}

export const TASK_COLUMNS = sql`brand_id, source, kind, subject, detail, asked_at, due_at`;

/** Asked for anew: what is under way for it is void, since the shop may have been read too early. */
export const ASKED_ANEW = sql`due_at = least(known.due_at, excluded.due_at), claim = known.claim + 1`;

export class ShopTaskRepository extends ShopTaskStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  override async plan(tasks: readonly PlannedTask[], dueAt: Instant): Promise<void> {
    if (tasks.length === 0) return;
    await sql`
      insert into shop_task as known (${TASK_COLUMNS}) ${plannedRows(tasks, dueAt)}
      on conflict (brand_id, source, kind, subject) do update set ${ASKED_ANEW}`.execute(this.#db);
  }

  override async planLinks(tasks: readonly PlannedTask[], dueAt: Instant): Promise<void> {
    await sql`
      insert into shop_task as known (${TASK_COLUMNS}) ${plannedRows(tasks, dueAt)}
      on conflict (brand_id, source, kind, subject) do update set ${ASKED_ANEW},
        detail = known.detail || jsonb_build_object('numbers', excluded.detail->'numbers')
      where known.detail->'numbers' <> excluded.detail->'numbers'`.execute(this.#db);
  }

  override async wake({ brandId, source }: SourceKey, kind: ShopTaskKind, dueAt: Instant): Promise<void> {
    await sql`
      update shop_task set due_at = ${dueAt}, claim = claim + 1
      where brand_id = ${brandId} and source = ${source} and kind = ${kind} and due_at is null`.execute(
      this.#db,
    );
  }

  override async dueShops(asOf: Instant): Promise<readonly SourceKey[]> {
    const { rows } = await sql<SourceKey>`
      select distinct brand_id as "brandId", source from shop_task where due_at <= ${asOf}`.execute(this.#db);
    return rows;
  }

  override async claim(
    { brandId, source }: SourceKey,
    { asOf, untilAt, limit }: { readonly asOf: Instant; readonly untilAt: Instant; readonly limit: number },
  ): Promise<readonly ShopTask[]> {
    const { rows } = await sql<ShopTask>`
      with due as (
        select brand_id, source, kind, subject, due_at from shop_task
        where brand_id = ${brandId} and source = ${source} and due_at <= ${asOf}
        order by due_at limit ${limit} for update skip locked
      ), claimed as (
        update shop_task as task set due_at = ${untilAt}, claim = claim + 1 from due
        where task.brand_id = due.brand_id and task.source = due.source and task.kind = due.kind and task.subject = due.subject
        returning task.*, due.due_at as was_due_at
      )
      select brand_id as "brandId", source, kind, subject, detail, asked_at as "askedAt", failures, claim
      from claimed order by was_due_at, kind, subject`.execute(this.#db);
    return rows;
  }

  override settle(
    task: ShopTask,
    after: TaskAfter,
    { failures, events = [] }: { readonly failures: number; readonly events?: readonly OutgoingEvent[] },
  ): Promise<boolean> {
    const { brandId, source, kind, subject, claim } = task;
    const own = sql`brand_id = ${brandId} and source = ${source} and kind = ${kind} and subject = ${subject}
      and claim = ${claim}`;
    const change =
      after === null
        ? sql`delete from shop_task where ${own}`
        : sql`update shop_task set due_at = ${after.dueAt}, detail = ${JSON.stringify(after.detail)}::jsonb,
            failures = ${failures} where ${own}`;
    return this.#db.transaction().execute(async (trx) => {
      const { numAffectedRows } = await change.execute(trx);
      if (numAffectedRows !== 1n) return false;
      await appendToOutbox(trx, events);
      return true;
    });
  }

  override async receipt(id: string): ReturnType<ShopTaskStore['receipt']> {
    type Kept = Pick<Receipt, 'id' | 'receivedAt' | 'topic' | 'body' | 'isHistory'>;
    const { rows } = await sql<Kept>`
      select id, received_at as "receivedAt", topic, body, is_history as "isHistory" from receipt
      where id = ${id}::uuid`.execute(this.#db);
    return rows[0] ?? null;
  }
}
