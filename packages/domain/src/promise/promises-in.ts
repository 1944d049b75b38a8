import type { Answer } from '../answer/answer.js';
import type { CalendarDate } from '../time/instant.js';
import { dateIn } from '../time/zone-offset.js';
import type { Face, Promised } from './promise.js';

export interface PromiseSetting {
  readonly face: Face;
  /** The reader's: an instant is shown to them as the date that it is there. */
  readonly zone: string;
  /** The parcels whose dates the face showed; left out: all of them, and the order's. */
  readonly parcelIds?: readonly string[];
}

const INSTANT_LENGTH = 24;

function dispatchOf(answer: Answer, { face, zone }: PromiseSetting): readonly Promised[] {
  if (answer.nextStep !== 'we_dispatch' || answer.nextBy === null) return [];
  const by = answer.nextBy.length === INSTANT_LENGTH ? dateIn(zone, answer.nextBy) : answer.nextBy;
  return [{ promised: 'dispatch', parcelId: null, from: by, to: by, face }];
}

function arrivalOfOrder({ headlineParcelId, estimate }: Answer, face: Face): readonly Promised[] {
  if (headlineParcelId !== null || estimate === null) return [];
  return [{ promised: 'delivery', parcelId: null, from: estimate.from, to: estimate.to, face }];
}

/** A day that lies behind the reader is no promise any more, and no face shows it. */
function isAhead(to: CalendarDate, { asOf }: Answer, zone: string): boolean {
  return to >= dateIn(zone, asOf);
}

/** Every date that a face shows when it shows this answer; what the face publishes as `promise.shown`. */
export function promisesIn(answer: Answer, setting: PromiseSetting): readonly Promised[] {
  const { face, parcelIds, zone } = setting;
  const arrivals = answer.parcels.flatMap(({ parcelId, estimate }): Promised[] =>
    estimate === null || parcelIds?.includes(parcelId) === false
      ? []
      : [{ promised: 'delivery', parcelId, from: estimate.from, to: estimate.to, face }],
  );
  const ofOrder = parcelIds === undefined || parcelIds.length === 0;
  const shown = ofOrder
    ? [...arrivals, ...arrivalOfOrder(answer, face), ...dispatchOf(answer, setting)]
    : arrivals;
  return shown.filter(({ to }) => isAhead(to, answer, zone));
}
