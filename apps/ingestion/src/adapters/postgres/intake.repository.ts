import { createGroupCommit, type GroupCommit } from '@tidings/database';
import { type Kysely, sql } from 'kysely';
import { type Intake, IntakeStore, type Kept } from '../../ports/intake-store.js';
import { packBytes } from './pack-bytes.js';

export interface IntakeOptions {
  /** Deliveries waiting to be written beyond which further ones are refused. */
  readonly maxPending: number;
  /** Called after each commit that wrote to the outbox. */
  readonly onEvents: () => void;
}

/** Short, since a sender waits; under load the statements under way let larger groups gather anyway. */
const LINGER_MS = 3;
/** 4 kB each: half a megabyte in a statement. */
const MAX_ROWS = 128;

/** Writes the deliveries of a few milliseconds, with all that follows from them, by one statement. */
export class IntakeRepository extends IntakeStore {
  readonly #db: Kysely<unknown>;
  readonly #group: GroupCommit<Intake, Kept>;

  constructor(db: Kysely<unknown>, { maxPending, onEvents }: IntakeOptions) {
    super();
    this.#db = db;
    const limits = { lingerMs: LINGER_MS, maxRows: MAX_ROWS, maxPending };
    this.#group = createGroupCommit({
      ...limits,
      write: async (intakes) => {
        const kept = await this.#write(intakes);
        onEvents();
        return kept;
      },
    });
  }

  override keep(intake: Intake): Promise<Kept> {
    return this.#group.add(intake);
  }

  /** Called by Nest once HTTP is closed: waits for what is still being written. */
  async onApplicationShutdown(): Promise<void> {
    await this.#group.close();
  }

  async #write(intakes: readonly Intake[]): Promise<Kept[]> {
    const inserted = await insertIntakes(this.#db, intakes);
    const repeated = intakes.filter(({ receipt }) => !inserted.has(receipt.id));
    const firstIds = repeated.length === 0 ? new Map<string, string>() : await this.#firstIds(repeated);
    return intakes.map(({ receipt }) => {
      const isDuplicate = !inserted.has(receipt.id);
      const receiptId = isDuplicate ? (firstIds.get(receipt.deliveryKey) ?? receipt.id) : receipt.id;
      return { receiptId, isDuplicate };
    });
  }

  /** By delivery key. */
  async #firstIds(repeated: readonly Intake[]): Promise<ReadonlyMap<string, string>> {
    const keys = repeated.map(({ receipt }) => receipt.deliveryKey);
    const { rows } = await sql<{ key: string; id: string }>`
      select replace(delivery_key::text, '-', '') as key, id from receipt
      where delivery_key = any(${keys}::uuid[])`.execute(this.#db);
    return new Map(rows.map(({ key, id }) => [key, id]));
  }
}

/**
 * Receipts, quarantine and outbox of many deliveries in one statement; what a known delivery would leave is left out.
 * Sorted by the unique key, so that two such statements cannot wait for each other.
 * @returns the ids of the receipts that are new
 */
export async function insertIntakes(
  db: Kysely<unknown>,
  intakes: readonly Intake[],
): Promise<ReadonlySet<string>> {
  const receipts = intakes.map(({ receipt }) => receipt);
  const bodies = packBytes(receipts.map(({ body }) => body));
  const problems = intakes.flatMap(({ receipt, problems: own }) =>
    own.map((problem, position) => ({ ...problem, position, receipt })),
  );
  const events = intakes.flatMap(({ receipt, events: own }) => own.map((event) => ({ ...event, receipt })));
  const payloads = packBytes(events.map(({ payload }) => Buffer.from(payload)));
  const { rows } = await sql<{ id: string }>`
    with kept as (
      insert into receipt (id, brand_id, source, received_at, delivery_key, topic, body, state, is_history)
      select id, brand_id, source, received_at, delivery_key, topic,
        substring(${bodies.bytes}::bytea from start for length), state, is_history
      from unnest(
        ${receipts.map(({ id }) => id)}::uuid[],
        ${receipts.map(({ brandId }) => brandId)}::text[],
        ${receipts.map(({ source }) => source)}::text[],
        ${receipts.map(({ receivedAt }) => receivedAt)}::timestamptz[],
        ${receipts.map(({ deliveryKey }) => deliveryKey)}::uuid[],
        ${receipts.map(({ topic }) => topic)}::text[],
        ${bodies.starts}::int[], ${bodies.lengths}::int[],
        ${receipts.map(({ state }) => state)}::text[],
        ${receipts.map(({ isHistory }) => isHistory)}::boolean[]
      ) as given (id, brand_id, source, received_at, delivery_key, topic, start, length, state, is_history)
      order by delivery_key
      on conflict (delivery_key) do nothing
      returning id, brand_id, source, received_at
    ), quarantined as (
      insert into quarantine (receipt_id, position, brand_id, source, kind, field, message, quarantined_at)
      select kept.id, position, brand_id, source, kind, field, message, received_at
      from unnest(
        ${problems.map(({ receipt }) => receipt.id)}::uuid[],
        ${problems.map(({ position }) => position)}::int[],
        ${problems.map(({ kind }) => kind)}::text[],
        ${problems.map(({ field }) => field)}::text[],
        ${problems.map(({ message }) => message)}::text[]
      ) as problem (receipt_id, position, kind, field, message)
      join kept on kept.id = receipt_id
    ), sent as (
      insert into outbox (id, brand_id, subject, payload)
      select event.id, event.brand_id, subject,
        convert_from(substring(${payloads.bytes}::bytea from start for length), 'UTF8')
      from unnest(
        ${events.map(({ receipt }) => receipt.id)}::uuid[],
        ${events.map(({ id }) => id)}::text[],
        ${events.map(({ brandId }) => brandId)}::text[],
        ${events.map(({ subject }) => subject)}::text[],
        ${payloads.starts}::int[], ${payloads.lengths}::int[]
      ) with ordinality as event (receipt_id, id, brand_id, subject, start, length, position)
      join kept on kept.id = event.receipt_id
      order by position
    )
    select id from kept`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
