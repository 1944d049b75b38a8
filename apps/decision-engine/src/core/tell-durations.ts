import type { durationsRead, ReplyOf } from '@tidings/contracts';
import type { StoredDurations } from '../ports/duration-store.js';

/** What a brand knows, with the sums of its outcomes as shares and means; null: it has learned nothing yet. */
export function tellDurations(stored: StoredDurations | null): ReplyOf<typeof durationsRead> {
  if (stored === null) return { version: 0, learnedAt: null, coverage: [] };
  const { version, learnedAt, state } = stored;
  const coverage = state.coverage.map(({ leg, lane, outcomes, ...sums }) => ({
    leg,
    lane,
    outcomes,
    coverage80: sums.inside80 / outcomes,
    coverage95: sums.inside95 / outcomes,
    width80Hours: sums.width80Hours / outcomes,
    width95Hours: sums.width95Hours / outcomes,
  }));
  return { version, learnedAt, coverage };
}
