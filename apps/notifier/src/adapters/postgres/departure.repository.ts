import { assessBreaker, type BreakerCounts } from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import { type Departure, type DepartureRequest, Departures } from '../../ports/departures.js';

/** How far back "usual" looks, and from how much of it on there is a usual. */
const HISTORY_HOURS = 14 * 24;
const LEAST_HISTORY_HOURS = 24;
/** An order that changed in this time may still be on its way. */
const LIVE_DAYS = 30;

export class DepartureRepository extends Departures {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  override grant(request: DepartureRequest): Promise<Departure> {
    const { brandId, kind, count, settings } = request;
    return this.#db.transaction().execute(async (trx) => {
      // One replica at a time, until the commit: what two count at once is counted once.
      await sql`select pg_advisory_xact_lock(hashtext(${brandId}), hashtext(${kind}))`.execute(trx);
      const leftInHour = await countHour(trx, request);
      const isWithinFloor = leftInHour + count <= settings.hourlyFloor;
      const history = isWithinFloor
        ? { usualPerHour: null, liveParcels: 0 }
        : await readHistory(trx, request);
      const { limit } = assessBreaker({ leftInHour, ...history }, settings);
      const granted = Math.max(0, Math.min(count, limit - leftInHour));
      if (granted > 0) await add(trx, request, granted);
      return { granted, breaker: assessBreaker({ leftInHour: leftInHour + granted, ...history }, settings) };
    });
  }
}

async function countHour(trx: Kysely<unknown>, { brandId, kind, asOf }: DepartureRequest): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select coalesce(sum(count), 0)::integer as left from departure
    where brand_id = ${brandId} and kind = ${kind} and bucket > ${asOf}::timestamptz - interval '1 hour'`.execute(
    trx,
  );
  return rows[0]?.left ?? 0;
}

async function readHistory(
  trx: Kysely<unknown>,
  { brandId, kind, asOf }: DepartureRequest,
): Promise<Omit<BreakerCounts, 'leftInHour'>> {
  const { rows } = await sql<{ hours: number; left: number; live: number }>`
    select
      least(${HISTORY_HOURS}, coalesce(extract(epoch from ${asOf}::timestamptz - interval '1 hour' - (
        select min(bucket) from departure where brand_id = ${brandId})) / 3600, 0))::float8 as hours,
      (select coalesce(sum(count), 0) from departure
        where brand_id = ${brandId} and kind = ${kind}
        and bucket > ${asOf}::timestamptz - ${HISTORY_HOURS} * interval '1 hour'
        and bucket <= ${asOf}::timestamptz - interval '1 hour')::float8 as left,
      (select count(*) from contact
        where brand_id = ${brandId} and updated_at > ${asOf}::timestamptz - ${LIVE_DAYS} * interval '1 day')::integer as live`.execute(
    trx,
  );
  const { hours = 0, left = 0, live = 0 } = rows[0] ?? {};
  return { usualPerHour: hours < LEAST_HISTORY_HOURS ? null : left / hours, liveParcels: live };
}

async function add(
  trx: Kysely<unknown>,
  { brandId, kind, asOf }: DepartureRequest,
  granted: number,
): Promise<void> {
  await sql`
    insert into departure (brand_id, kind, bucket, count)
    values (${brandId}, ${kind}, date_bin('5 minutes', ${asOf}::timestamptz, 'epoch'), ${granted})
    on conflict (brand_id, kind, bucket) do update set count = departure.count + excluded.count`.execute(trx);
}
