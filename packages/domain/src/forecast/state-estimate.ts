import type { Stated } from '../policy/decide-input.js';
import { daysBetween } from '../time/calendar-date.js';
import type { CarrierEta } from '../words/tracking-event.js';
import type { DeliveryInterval, Estimate, GivenInterval } from './forecast.js';

/**
 * What every face shows. It follows the computed estimate only when that leaves it, earlier or later, by at least
 * `stepDays`, and then remembers what it was; one that can no longer be upheld is withdrawn at once.
 */
export function stateEstimate(previous: Stated | null, computed: Estimate | null, stepDays: number): Stated {
  if (previous === null) return { estimate: computed, before: null };
  const { estimate: stated } = previous;
  if (stated === null) return computed === null ? previous : { estimate: computed, before: previous.before };
  if (computed !== null && !leaves(stated, computed, Math.max(1, stepDays))) return previous;
  return { estimate: computed, before: stated };
}

/**
 * A learned interval narrows and shifts with every scan: it has left what was stated once its middle lies outside by
 * the step, or past the end while there is no overlap left. A date of the carrier's leaves with either end.
 */
function leaves(stated: Estimate, computed: Estimate, stepDays: number): boolean {
  if (stated.from === computed.from && stated.to === computed.to) return false;
  const isLearned = computed.basis === 'learned' && stated.basis === 'learned';
  const slack = isLearned ? daysBetween(computed.from, computed.to) / 2 : 0;
  return (
    daysBetween(stated.to, computed.to) - slack >= stepDays ||
    daysBetween(computed.from, stated.from) - slack >= stepDays
  );
}

/** Remembers an interval that was given; the first from a moment of the journey stands. */
export function noteInterval(
  stated: Stated,
  before: Stated | null,
  interval: DeliveryInterval | undefined,
): Stated {
  const known = before?.said ?? [];
  const isNew =
    interval !== undefined &&
    !known.some(({ leg, since }) => leg === interval.leg && since === interval.since);
  const said = isNew ? [...known, givenOf(interval)] : known;
  return said.length === 0 || stated.said === said ? stated : { ...stated, said };
}

/** The parcel's way is over: what was given on it stands in what it taught. */
export function endIntervals({ estimate, before }: Stated): Stated {
  return { estimate, before };
}

function givenOf({ leg, since, within80, within95 }: DeliveryInterval): GivenInterval {
  return { leg, since, within80, within95 };
}

/** By how many days a carrier's date moved, later being positive; null unless it gave both. */
export function etaShiftDays(before: CarrierEta | null, after: CarrierEta | null): number | null {
  return before === null || after === null ? null : daysBetween(before.to, after.to);
}
