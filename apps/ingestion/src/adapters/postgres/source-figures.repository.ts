import { type Kysely, sql } from 'kysely';
import {
  type SourceFigures,
  SourceFiguresStore,
  type SourceKey,
  sourceKeyText,
  type SourceTally,
} from '../../ports/source-figures-store.js';

export class SourceFiguresRepository extends SourceFiguresStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  /** Counts and the proofs of sight go together: a tally that fails is counted again as a whole. */
  override async add(tallies: readonly SourceTally[]): Promise<void> {
    if (tallies.length === 0) return;
    const rows = JSON.stringify(tallies.map(({ figures, ...tally }) => ({ ...tally, ...figures })));
    await sql`
      with tally as (
        select * from json_to_recordset(${rows}) as tally ("brandId" text, source text, "hourAt" timestamptz,
          delivered int, duplicates int, refused int, unreadable int, events int, unmapped int,
          "lagSeconds" bigint, "lagSamples" int, polls int, "failedPolls" int, "provenAt" timestamptz)
      ), proven as (
        insert into source_health as kept (brand_id, source, state, since, last_proven_at)
        select "brandId", source, 'seeing', max("provenAt"), max("provenAt") from tally
        where "provenAt" is not null group by "brandId", source order by "brandId", source
        on conflict (brand_id, source) do update
        set last_proven_at = greatest(kept.last_proven_at, excluded.last_proven_at)
      )
      insert into source_hour as kept (brand_id, source, hour, delivered, duplicates, refused, unreadable, events, unmapped,
        lag_seconds, lag_samples, polls, failed_polls)
      select "brandId", source, "hourAt", delivered, duplicates, refused, unreadable, events, unmapped,
        "lagSeconds", "lagSamples", polls, "failedPolls"
      from tally order by "brandId", source, "hourAt"
      on conflict (brand_id, source, hour) do update set
        delivered = kept.delivered + excluded.delivered,
        duplicates = kept.duplicates + excluded.duplicates,
        refused = kept.refused + excluded.refused,
        unreadable = kept.unreadable + excluded.unreadable,
        events = kept.events + excluded.events,
        unmapped = kept.unmapped + excluded.unmapped,
        lag_seconds = kept.lag_seconds + excluded.lag_seconds,
        lag_samples = kept.lag_samples + excluded.lag_samples,
        polls = kept.polls + excluded.polls,
        failed_polls = kept.failed_polls + excluded.failed_polls`.execute(this.#db);
  }

  override async sumSince(
    brandIds: readonly string[],
    fromAt: string,
  ): Promise<ReadonlyMap<string, SourceFigures>> {
    const { rows } = await sql<SourceFigures & SourceKey>`
      select brand_id as "brandId", source, sum(delivered) as delivered, sum(duplicates) as duplicates, sum(refused) as refused,
        sum(unreadable) as unreadable, sum(events) as events, sum(unmapped) as unmapped,
        sum(lag_seconds)::bigint as "lagSeconds", sum(lag_samples) as "lagSamples", sum(polls) as polls, sum(failed_polls) as "failedPolls"
      from source_hour where brand_id = any(${brandIds}::text[]) and hour >= ${fromAt}
      group by brand_id, source`.execute(this.#db);
    return new Map(
      rows.map(({ brandId, source, ...figures }) => [sourceKeyText({ brandId, source }), figures]),
    );
  }
}
