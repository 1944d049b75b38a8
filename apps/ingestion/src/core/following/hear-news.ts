import type { TrackingReport } from '@tidings/contracts';
import { fold, type Instant, isTerminal } from '@tidings/domain';
import type { Following } from './following-source.js';
import { planNextLook } from './plan-next-look.js';
import type { Tracking, TrackingChange } from './tracking.js';

export interface NewsContext {
  readonly following: Following;
  readonly asOf: Instant;
  /** 0..1 */
  readonly dice: number;
}

/** What reports on a parcel, whoever told them, change about following it; null: they tell nothing. */
export function hearNews(
  tracking: Tracking,
  reports: readonly TrackingReport[],
  context: NewsContext,
): TrackingChange | null {
  const { current, timeline } = fold(reports.flatMap(({ events }) => events));
  const last = timeline.at(-1)?.sortAt;
  if (last === undefined) return null;
  const isOlder = tracking.movedAt !== null && last < tracking.movedAt;
  const seen = {
    milestone: (isOlder ? null : current?.milestone) ?? tracking.milestone,
    movedAt: isOlder ? tracking.movedAt : last,
    heardAt: context.asOf,
  };
  return { ...seen, ...whereTo({ ...tracking, ...seen }, reports, context) };
}

function whereTo(
  tracking: Tracking,
  reports: readonly TrackingReport[],
  { following, asOf, dice }: NewsContext,
): TrackingChange {
  const { brandId, state, source, milestone } = tracking;
  // It is being taken on: who does that says when to look.
  if (state === 'pending') return {};
  const own = following.sourcesOf(brandId).find((each) => each.source === source);
  const lookAt = own ? planNextLook({ ...tracking, isPushed: own.isPushed, asOf, dice }) : null;
  if (state === 'followed') return { dueAt: lookAt };
  if (state === 'untracked') {
    const isSeen = reports.some(({ source: by }) => following.canSee({ brandId, source: by }));
    return isSeen ? { state: 'followed', reason: null, dueAt: lookAt } : {};
  }
  // A delivery that is taken back: it is followed again.
  const isArrived = milestone !== null && isTerminal(milestone);
  return isArrived || lookAt === null ? {} : { state: 'pending', dueAt: lookAt };
}
