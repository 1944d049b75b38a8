import type { Milestone } from '../words/milestone.js';
import type { CarrierEta, ParcelRef } from '../words/tracking-event.js';
import type { OpenException, ReachedMilestone, ResolvedException, Retraction } from './journey.js';
import type { Row } from './sort-events.js';

/** A date as it stands and as it first stood. */
export interface EtaDraft {
  first: CarrierEta | null;
  standing: CarrierEta | null;
}

/** A journey while its rows are walked in order. */
export interface Draft {
  readonly leadingSource: string;
  /** What this source says is folded: the leading one, and people. */
  readonly leads: (source: string) => boolean;
  /** What people say holds against an end that a feed reported. */
  readonly isPerson: (source: string) => boolean;
  /** The milestones that the leading source itself reports: evidence has nothing to add there. */
  readonly ledMilestones: ReadonlySet<Milestone>;
  readonly reached: ReachedMilestone[];
  /** The row of the last arrival, so that an unseated one can be marked. */
  currentRow: Row | null;
  firstPhysical: ReachedMilestone | null;
  lastPhysical: ReachedMilestone | null;
  open: OpenException[];
  readonly resolved: ResolvedException[];
  readonly eta: EtaDraft;
  readonly evidenceEta: EtaDraft;
  readonly retractions: Retraction[];
  replacedBy: ParcelRef | null;
}

export function currentMilestone(draft: Draft): Milestone | null {
  return draft.reached.at(-1)?.milestone ?? null;
}

export function reachedBy(row: Row, milestone: Milestone): ReachedMilestone {
  const { event, sortAt } = row;
  return { eventId: event.id, at: event.at, sortAt, milestone, place: event.place ?? null };
}
