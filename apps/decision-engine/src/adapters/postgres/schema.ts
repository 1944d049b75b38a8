import type {
  CaseSnapshot,
  BrandDurationsState,
  Claims,
  Condition,
  DurationLesson,
  Instant,
  Ledger,
  Order,
  Face,
  Outcome,
  Promised,
  PromiseState,
  Reason,
  Stated,
  Trace,
  WatchedPromise,
} from '@tidings/domain';
import type { PackedFacts } from './packed-facts.js';

export const SCHEMA = 'engine';

/** Rows as they are read. Instants are ISO text; JSON columns arrive parsed. */
export interface EngineSchema {
  orders: {
    id: string;
    brand_id: string;
    number: string | null;
    token: string;
    version: number;
    doc: Order | null;
    ledger: Ledger;
    stated: Record<string, Stated>;
    speaks_from: Instant;
    due_at: Instant | null;
    places: readonly string[] | null;
    /** Those of the table, in the order in which they were shown. */
    promises: readonly WatchedPromise[];
    /** Of the order as a whole. */
    events: PackedFacts;
    /** With what happened to each. */
    parcels: PackedFacts;
  };
  parcels: {
    id: string;
    brand_id: string;
    order_id: string;
    carrier: string | null;
    number: string | null;
    created_at: Instant;
  };
  decisions: {
    order_id: string;
    key: string;
    condition: Condition;
    reason: Reason | null;
    outcome: Outcome;
    parcel_ids: string[];
    fact_at: Instant;
    decided_at: Instant;
    claims: Claims;
    trace: Trace;
    has_message: boolean;
  };
  cases: {
    id: string;
    brand_id: string;
    order_id: string;
    state: 'open' | 'closed';
    opened_at: Instant;
    doc: CaseSnapshot;
  };
  promises: {
    brand_id: string;
    order_id: string;
    key: string;
    parcel_id: string | null;
    promised: Promised['promised'];
    face: Face;
    from_date: string;
    to_date: string;
    shown_at: Instant;
    snapshot_version: number;
    state: PromiseState;
    settled_at: Instant | null;
  };
  sources: {
    brand_id: string;
    source: string;
    last_proven_at: Instant | null;
    blind_since: Instant | null;
    last_blind_from: Instant | null;
    last_blind_to: Instant | null;
  };
  duration_lessons: {
    parcel_id: string;
    position: string;
    brand_id: string;
    lesson: DurationLesson;
    learned_in: number | null;
    carrier: string | null;
    lane: string | null;
    facilities: readonly string[] | null;
  };
  durations: { brand_id: string; version: number; learned_at: Instant; state: BrandDurationsState };
  heartbeat: { id: boolean; beat_at: Instant; absent_from: Instant | null; absent_to: Instant | null };
}
