import type { Answer, Headline, ParcelAnswer } from '../answer/answer.js';
import type { OrderSnapshot } from '../answer/snapshot.js';
import type { Condition } from '../policy/decision.js';
import { instantSchema } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import type { EventTime } from '../words/tracking-event.js';
import type { ShownStatus } from './shown-status.js';

/** Of what is prepared, awaited or silent nothing is claimed that a report could take back. */
const CONDITION_OF: Readonly<Partial<Record<Headline, Condition>>> = {
  picked_up: 'on_its_way',
  in_transit: 'on_its_way',
  out_for_delivery: 'out_for_delivery',
  ready_for_pickup: 'ready_for_pickup',
  delivery_attempted: 'exception',
  problem: 'exception',
  returning: 'returning',
  delivered: 'delivered',
};

function instantOf({ instant, wall }: EventTime): Instant {
  if (instant !== null) return instant;
  const clock = wall.length === 10 ? 'T00:00:00.000' : wall.length === 16 ? ':00.000' : '.000';
  return instantSchema.parse(`${wall}${clock}Z`);
}

/** The condition whose message would say what this answer says of the parcel; null: nothing that can be taken back. */
export function conditionOf({ headline, reason }: ParcelAnswer): Condition | null {
  const condition = CONDITION_OF[headline] ?? null;
  return condition === 'exception' && reason === null ? null : condition;
}

function sinceOf(
  { parcelId, reason, reachedAt }: ParcelAnswer,
  condition: Condition,
  { parcels }: OrderSnapshot,
): EventTime | null {
  if (condition !== 'exception') return reachedAt;
  const parcel = parcels.find((each) => each.parcelId === parcelId);
  return parcel?.exceptions.find((exception) => exception.reason === reason)?.since ?? null;
}

/** What a face says of each parcel when it shows this answer, as far as it can turn false. */
export function statusesIn(answer: Answer, snapshot: OrderSnapshot): readonly ShownStatus[] {
  return answer.parcels.flatMap((parcel): ShownStatus[] => {
    const condition = conditionOf(parcel);
    const since = condition && sinceOf(parcel, condition, snapshot);
    if (condition === null || since === null) return [];
    const isProblem = condition === 'exception';
    const { parcelId, milestone, reason } = parcel;
    const claimed = isProblem ? { milestone: null, reason } : { milestone, reason: null };
    return [{ parcelId, condition, ...claimed, since: instantOf(since) }];
  });
}
