import { toMillis } from '../time/instant.js';
import { isTerminal } from '../words/milestone.js';
import { isHandling } from '../words/tracking-event.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import { milestoneOf } from './milestone-of.js';
import { sortInstant } from './sort-events.js';

/** Whom to believe about a parcel: the smaller leads. A person does not follow a parcel: what they say counts beside whoever leads. */
export const SOURCE_RANKS = { person: 0, carrier: 1, aggregator: 2, shop: 3 } as const;
export type SourceRanks = ReadonlyMap<string, number>;

export interface LeadOptions {
  readonly ranks: SourceRanks | undefined;
  /** See `sortInstant`. */
  readonly assumedOffsetMinutes: number;
}

/** Whether a source is somebody of the shop who says what they know. */
export function isPerson(source: string, ranks: SourceRanks | undefined): boolean {
  return ranks?.get(source) === SOURCE_RANKS.person;
}

interface Claim {
  readonly source: string;
  /** 0 read a step from a scan, 1 knows of a step or a problem, 2 neither. */
  insight: number;
  readonly rank: number;
  lastToldMs: number;
  lastHandledMs: number;
  /** Nothing more is to be expected of it. */
  hasEnded: boolean;
}

/** More than any time zone makes, and than a feed that lives lags behind another. */
const OUTRUN_MS = 24 * 3_600_000;

/**
 * The source whose events are folded: among those that saw the parcel handled (else, that know anything of it) the
 * best-ranked, so that a carrier's empty feed does not hide what an aggregator sees. A feed that died is no better: one that says
 * nothing of the way while another saw the parcel handled a day later is passed over until it speaks again. Unranked sources are aggregators.
 */
export function chooseLeadingSource(
  events: readonly TrackingEvent[],
  { ranks, assumedOffsetMinutes }: LeadOptions,
): string | null {
  const first = events[0];
  if (first === undefined) return null;
  if (events.every((event) => event.source === first.source)) return first.source;
  const claims = new Map<string, Claim>();
  for (const event of events) {
    let claim = claims.get(event.source);
    if (claim === undefined) {
      const rank = ranks?.get(event.source) ?? SOURCE_RANKS.aggregator;
      claim = {
        source: event.source,
        insight: 2,
        rank,
        lastToldMs: -Infinity,
        lastHandledMs: -Infinity,
        hasEnded: false,
      };
      claims.set(event.source, claim);
    }
    noteEvent(claim, event, toMillis(sortInstant(event, assumedOffsetMinutes)));
  }
  const followers = [...claims.values()].filter(({ rank }) => rank !== SOURCE_RANKS.person);
  const candidates = followers.length > 0 ? followers : [...claims.values()];
  return passOverOutrun(candidates).sort(compareClaims)[0]?.source ?? null;
}

function noteEvent(claim: Claim, event: TrackingEvent, atMs: number): void {
  const milestone = milestoneOf(event);
  const insight = insightOf(event);
  claim.insight = Math.min(claim.insight, insight);
  if (insight < 2) claim.lastToldMs = Math.max(claim.lastToldMs, atMs);
  if (insight === 0) claim.lastHandledMs = Math.max(claim.lastHandledMs, atMs);
  claim.hasEnded ||= milestone !== null && isTerminal(milestone);
}

/** Without those that another has left behind by a day; who has told the end is silent for a reason. */
function passOverOutrun(claims: readonly Claim[]): Claim[] {
  const lastHandledMs = Math.max(...claims.map((claim) => claim.lastHandledMs));
  const isOutrun = ({ hasEnded, lastToldMs }: Claim): boolean =>
    !hasEnded && lastHandledMs - lastToldMs >= OUTRUN_MS;
  return claims.filter((claim) => !isOutrun(claim));
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
