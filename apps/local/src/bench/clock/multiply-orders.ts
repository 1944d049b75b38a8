import { packBytes } from '@tidings/database';
import { packFacts, type PackedFacts, unpackParcels } from '@tidings/decision-engine';
import type { Instant } from '@tidings/domain';
import type pg from 'pg';

const BATCH = 25_000;
/** Orders that are not due are so within this time: as many as a live table holds for the coming days. */
const DUE_WITHIN_DAYS = 14;

/** Chooses the live orders that are copied: with one parcel, as nearly all have, and with an instant at which they wake. */
export async function chooseTemplates(pool: pg.Pool): Promise<number> {
  await pool.query(`
    create table bench_template as
    select o.*, p.id as parcel_id, row_number() over (order by o.id) - 1 as ordinal
    from engine.orders o join engine.parcels p on p.order_id = o.id
    where o.due_at is not null and o.doc is not null
      and (select count(*) from engine.parcels each where each.order_id = o.id) = 1`);
  // In the order in which the copies are made, as the engine's own follow time.
  await pool.query(`
    create function bench_id(id uuid, copy integer) returns uuid language sql immutable parallel safe
    as $$ select (lpad(to_hex(copy), 12, '0') || substr(md5(id::text || copy::text), 13))::uuid $$`);
  await pool.query(`
    create function bench_text(template bench_template, copy integer, told text) returns text
    language sql immutable parallel safe as $$
      select replace(replace(told, template.id::text, bench_id(template.id, copy)::text),
        template.parcel_id::text, bench_id(template.parcel_id, copy)::text) $$`);
  for (const table of ['parcels', 'decisions', 'cases', 'promises'])
    await pool.query(`create table bench_${table} as
      select * from engine.${table} where order_id in (select id from bench_template)`);
  await pool.query('create unlogged table bench_copied (copy integer primary key, parcels bytea not null)');
  // They stay as they are: what is copied from other tables has to fit.
  await pool.query('update engine.orders set due_at = null');
  await pool.query('delete from engine.wakes');
  const { rows } = await pool.query<{ count: number }>('select count(*)::integer from bench_template');
  return rows[0]?.count ?? 0;
}

/** What of an order stands in which table, with its ids and those in its documents exchanged for a copy's. */
const TABLES: Readonly<Record<string, string>> = {
  orders: `(id, brand_id, number, token, version, doc, ledger, stated, promises, speaks_from, due_at, events,
      parcels)
    select bench_id(t.id, n), t.brand_id, t.number || '-' || n, t.token || '-' || n, t.version, t.doc,
      bench_text(whole, n, t.ledger::text)::json, bench_text(whole, n, t.stated::text)::json,
      bench_text(whole, n, t.promises::text)::json, t.speaks_from, due,
      t.events, copied.parcels
    from copy as t join bench_copied as copied on copied.copy = n`,
  wakes: `(wake_at, order_id) select due, bench_id(t.id, n) from copy as t`,
  parcels: `(id, brand_id, order_id, carrier, number, created_at)
    select bench_id(p.id, n), p.brand_id, bench_id(t.id, n), p.carrier, p.number || '-' || n, p.created_at
    from copy as t join bench_parcels p on p.order_id = t.id`,
  decisions: `(order_id, key, condition, reason, outcome, parcel_ids, fact_at, decided_at, claims, trace)
    select bench_id(t.id, n), bench_text(whole, n, d.key), d.condition, d.reason, d.outcome,
      array(select bench_id(id, n) from unnest(d.parcel_ids) as id), d.fact_at, d.decided_at, d.claims, d.trace
    from copy as t join bench_decisions d on d.order_id = t.id`,
  cases: `(id, brand_id, order_id, state, opened_at, doc)
    select bench_text(whole, n, c.id), c.brand_id, bench_id(t.id, n), c.state, c.opened_at,
      bench_text(whole, n, c.doc::text)::json
    from copy as t join bench_cases c on c.order_id = t.id`,
  promises: `(brand_id, order_id, key, parcel_id, promised, face, from_date, to_date, shown_at, snapshot_version, state,
      settled_at)
    select p.brand_id, bench_id(t.id, n), bench_text(whole, n, p.key), bench_id(p.parcel_id, n), p.promised, p.face,
      p.from_date, p.to_date, p.shown_at, p.snapshot_version, p.state, p.settled_at
    from copy as t join bench_promises p on p.order_id = t.id`,
};

export interface Multiplication {
  readonly templates: number;
  /** Copies from this one on, up to but without `to`. */
  readonly from: number;
  readonly to: number;
  /** They wake after it, spread over the days that follow. */
  readonly after: Instant;
}

/** Adds live orders, each the copy of one that the engine made. */
export async function multiplyOrders(
  pool: pg.Pool,
  { templates, from, to, after }: Multiplication,
): Promise<void> {
  for (let first = from; first < to; first += BATCH) {
    const last = Math.min(to, first + BATCH) - 1;
    await copyParcels(pool, { templates, first, last });
    for (const [table, rows] of Object.entries(TABLES))
      // A copy refers to a copy, which need not be looked up.
      await pool.query(`
        set local session_replication_role = replica;
        with copy as materialized (
          select t as whole, t.*, n,
            '${after}'::timestamptz + (hashint4(n) & 65535) / 65536.0 * interval '${DUE_WITHIN_DAYS} days' as due
          from generate_series(${first}, ${last}) as n join bench_template t on t.ordinal = n % ${templates})
        insert into engine.${table} ${rows}`);
  }
  await pool.query('vacuum analyze');
  await pool.query('checkpoint');
}

interface Batch {
  readonly templates: number;
  readonly first: number;
  readonly last: number;
}

/** Packed as the engine packs them, which SQL cannot, with the ids and numbers that the table of parcels gets. */
async function copyParcels(pool: pg.Pool, { templates, first, last }: Batch): Promise<void> {
  const { rows } = await pool.query<{ n: number; parcelId: string; parcels: PackedFacts }>(
    `select n, bench_id(t.parcel_id, n) as "parcelId", t.parcels
     from generate_series(${first}, ${last}) as n join bench_template t on t.ordinal = n % ${templates}`,
  );
  const copies = packBytes(
    rows.map(({ n, parcelId, parcels }) =>
      packFacts(
        unpackParcels(parcels).map((parcel) => ({
          ...parcel,
          parcelId,
          trackingNumber: parcel.trackingNumber === null ? null : `${parcel.trackingNumber}-${n}`,
        })),
      ),
    ),
  );
  await pool.query('truncate bench_copied');
  await pool.query(
    `insert into bench_copied select n, substring($1::bytea from start for length)
     from unnest($2::int[], $3::int[], $4::int[]) as each (n, start, length)`,
    [copies.bytes, rows.map(({ n }) => n), copies.starts, copies.lengths],
  );
}

/** Makes some orders due, anywhere in the table. */
export async function makeDue(pool: pg.Pool, orders: number, at: Instant): Promise<void> {
  await pool.query(
    `with chosen as (
       select order_id from engine.wakes where wake_at > $2 order by md5(order_id::text || $2) limit $1
     ), hastened as (
       update engine.wakes set wake_at = $2 from chosen where wakes.order_id = chosen.order_id)
     update engine.orders set due_at = $2 from chosen where id = order_id`,
    [orders, at],
  );
}

/** Bytes on disk of all that the engine keeps, indexes included, for one order. */
export async function bytesPerOrder(pool: pg.Pool): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ name: string; bytes: string }>(
    `select relname as name, pg_total_relation_size(c.oid) as bytes from pg_class c
     where relnamespace = 'engine'::regnamespace and relkind = 'r' and relname = any($1)`,
    [Object.keys(TABLES)],
  );
  const counted = await pool.query<{ count: string }>('select count(*) from engine.orders');
  const orders = Number(counted.rows[0]?.count);
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes) / orders]));
}
