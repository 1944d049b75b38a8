import {
  type Incident,
  type IncidentPlace,
  type Instant,
  nameKey,
  type Trouble,
  type WayThrough,
} from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import { IncidentStore } from '../../ports/incident-store.js';
import type { EngineSchema } from './schema.js';

/** Of so many deliveries it is learned which lanes pass a place. */
const LEARNED_FROM = 20_000;
/** JUDGEMENT: so many on a lane, and such a share of them, make it likely that the next one passes too. */
const FEWEST_ON_A_LANE = 5;
const MOST = 0.5;

/** A trouble older than this is history: what has not moved since keeps no incident alive. */
const ASKED_HOURS = 14 * 24;

export class PostgresIncidentStore extends IncidentStore {
  readonly #database: Kysely<EngineSchema>;

  constructor(database: Kysely<EngineSchema>) {
    super();
    this.#database = database;
  }

  override async listStanding(asOf: Instant): Promise<readonly Incident[]> {
    const { rows } = await sql<{ doc: Incident }>`
      select doc from incidents where ends_at is null or ends_at > ${asOf} order by begins_at, id`.execute(
      this.#database,
    );
    return rows.map(({ doc }) => doc);
  }

  override async list(brandId: string, limit: number): Promise<readonly Incident[]> {
    const { rows } = await sql<{ doc: Incident }>`
      select doc from incidents where brand_id = ${brandId} order by begins_at desc, id limit ${limit}`.execute(
      this.#database,
    );
    return rows.map(({ doc }) => doc);
  }

  override async find(brandId: string, incidentId: string): Promise<Incident | null> {
    const { rows } = await sql<{ doc: Incident }>`
      select doc from incidents where brand_id = ${brandId} and id = ${incidentId}`.execute(this.#database);
    return rows[0]?.doc ?? null;
  }

  override async save(incident: Incident): Promise<void> {
    const { incidentId, brandId, from, to } = incident;
    await sql`
      insert into incidents (id, brand_id, begins_at, ends_at, doc)
      values (${incidentId}, ${brandId}, ${from}, ${to}, ${JSON.stringify(incident)}::json)
      on conflict (id) do update set begins_at = excluded.begins_at, ends_at = excluded.ends_at, doc = excluded.doc`.execute(
      this.#database,
    );
  }

  override async readTroubles(since: Instant): Promise<ReadonlyMap<string, readonly Trouble[]>> {
    const { rows } = await sql<Trouble & { brandId: string; askedFrom: Instant }>`
      select t.brand_id as "brandId", t.parcel_id as "parcelId", t.carrier, t.facility, t.reason, t.since,
        t.since >= (select max(since) from troubles) - make_interval(hours => ${ASKED_HOURS}) and exists (
          select from orders o, json_array_elements(o.ledger) as row
          where o.id = t.order_id and row ->> 'key' = t.key and row ->> 'closedAt' is null) as "isOpen"
      from troubles t where t.since >= ${since} order by t.since`.execute(this.#database);
    return Map.groupBy(rows, ({ brandId }) => brandId);
  }

  override async lanesThrough(
    brandId: string,
    { carrier, facility = '' }: IncidentPlace,
  ): Promise<readonly WayThrough[]> {
    const { rows } = await sql<WayThrough>`
      select carrier, lane from (
        select carrier, lane, facilities from duration_lessons
        where brand_id = ${brandId} and lane <> '' and (${carrier ?? null}::text is null or carrier = ${carrier ?? null})
        order by position desc limit ${LEARNED_FROM}) as lately
      group by carrier, lane
      having count(*) >= ${FEWEST_ON_A_LANE} and avg((${nameKey(facility)} = any(facilities))::int) >= ${MOST}`.execute(
      this.#database,
    );
    return rows;
  }

  override async wake(incident: Incident, asOf: Instant, perMinute: number): Promise<number> {
    const { carrier = null, facility = null, country = null } = incident.place;
    const lanes = (incident.lanes ?? []).map(({ lane }) => lane);
    const { rows } = await sql<{ id: string }>`
      with placed as (
        select id, ${asOf}::timestamptz + (row_number() over (order by id) - 1) * ${60 / perMinute}::float8 * interval '1 s' as at
        from orders o
        where o.brand_id = ${incident.brandId} and o.due_at is not null
          and case when ${facility}::text is not null then ${nameKey(facility ?? '')} = any(o.places)
              or concat(o.doc -> 'destination' ->> 'country', '-', o.doc -> 'destination' ->> 'region')
                = any(${lanes}::text[])
            when ${country}::text is not null then o.doc -> 'destination' ->> 'country' = ${country}
            else ${carrier}::text is null or exists (
              select from parcels p where p.order_id = o.id and p.carrier = ${carrier}) end
      ), hastened as (
        update orders set due_at = least(due_at, placed.at) from placed where orders.id = placed.id
        returning orders.id, orders.due_at
      ), woken as (
        insert into wakes (wake_at, order_id) select due_at, id from hastened on conflict do nothing
      )
      select id from hastened`.execute(this.#database);
    return rows.length;
  }

  override async alone(work: () => Promise<void>): Promise<boolean> {
    return this.#database.transaction().execute(async (trx) => {
      const { rows } = await sql<{ isAlone: boolean }>`
        select pg_try_advisory_xact_lock(hashtext('tidings incidents')) as "isAlone"`.execute(trx);
      if (rows[0]?.isAlone !== true) return false;
      await work();
      return true;
    });
  }
}
