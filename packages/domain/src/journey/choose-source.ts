import { isHandling } from '../words/tracking-event.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import { milestoneOf } from './milestone-of.js';

/** Whom to believe about a parcel: the smaller leads. A person does not follow a parcel: what they say counts beside whoever leads. */
export const SOURCE_RANKS = { person: 0, carrier: 1, aggregator: 2, shop: 3 } as const;
export type SourceRanks = ReadonlyMap<string, number>;

/** Whether a source is somebody of the shop who says what they know. */
export function isPerson(source: string, ranks: SourceRanks | undefined): boolean {
  return ranks?.get(source) === SOURCE_RANKS.person;
}

interface Claim {
  readonly source: string;
  /** 0 read a step from a scan, 1 knows of a step or a problem, 2 neither. */
  insight: number;
  readonly rank: number;
}

/**
 * The source whose events are folded: among those that saw the parcel handled (else, that know anything of it) the
 * best-ranked, so that a carrier's empty feed does not hide what an aggregator sees. Unranked sources are aggregators.
 */
export function chooseLeadingSource(
  events: readonly TrackingEvent[],
  ranks: SourceRanks | undefined,
): string | null {
  const first = events[0];
  if (first === undefined) return null;
  if (events.every((event) => event.source === first.source)) return first.source;
  const claims = new Map<string, Claim>();
  for (const event of events) {
    let claim = claims.get(event.source);
    if (claim === undefined) {
      const rank = ranks?.get(event.source) ?? SOURCE_RANKS.aggregator;
      claim = { source: event.source, insight: 2, rank };
      claims.set(event.source, claim);
    }
    claim.insight = Math.min(claim.insight, insightOf(event));
  }
  const followers = [...claims.values()].filter(({ rank }) => rank !== SOURCE_RANKS.person);
  return (followers.length > 0 ? followers : [...claims.values()]).sort(compareClaims)[0]?.source ?? null;
}

function insightOf(event: TrackingEvent): number {
  const milestone = milestoneOf(event);
  if (milestone !== null && isHandling(event)) return 0;
  return milestone !== null || event.kind === 'exception_opened' ? 1 : 2;
}

function compareClaims(a: Claim, b: Claim): number {
  if (a.insight !== b.insight) return a.insight - b.insight;
  if (a.rank !== b.rank) return a.rank - b.rank;
  return a.source < b.source ? -1 : 1;
}
