import {
  type DurationLesson,
  handlingOf,
  isHalfAWay,
  lessonOf,
  type ParcelJourney,
  type ParcelOrigin,
  placeNames,
  type WayThrough,
} from '@tidings/domain';
import { type Assessment, originOfParcel } from './assess-order.js';
import type { Draft } from './draft.js';

/** What a parcel that has just been reported as delivered teaches. */
export interface ParcelLesson {
  readonly parcelId: string;
  readonly lesson: DurationLesson;
  /** Where it was handled on its way, by the names under which incidents are looked for. */
  readonly way: WayThrough & { readonly facilities: readonly string[] };
}

function wayOf({ journey }: ParcelJourney, { carrier, lane }: ParcelOrigin): ParcelLesson['way'] {
  const places = journey.timeline.flatMap(({ event, isRetracted }) =>
    event.physical && !isRetracted ? placeNames(event.place) : [],
  );
  return { carrier, lane: lane ?? '', facilities: [...new Set(places)] };
}

export function lessonsOf(
  { addedEvents, aggregate: before }: Draft,
  { facts: { orderJourney }, aggregate }: Assessment,
): readonly ParcelLesson[] {
  const arrived = new Set(
    addedEvents.flatMap(({ subjectId, event }) => (event.milestone === 'delivered' ? [subjectId] : [])),
  );
  if (arrived.size === 0) return [];
  const { parcels } = orderJourney;
  return parcels.flatMap((parcel) => {
    const { parcelId, journey } = parcel;
    if (!arrived.has(parcelId) || isHalfAWay(parcel, parcels)) return [];
    const origin = originOfParcel(parcel, aggregate);
    const taught = lessonOf(journey, origin);
    if (taught === null) return [];
    const lesson = { ...taught, ...handlingOf(orderJourney, taught) };
    const way = wayOf(parcel, origin);
    const said = [before.orderId, parcelId]
      .flatMap((id) => before.stated[id]?.said ?? [])
      .filter(({ since }) => since < lesson.deliveredAt);
    return [{ parcelId, way, lesson: said.length === 0 ? lesson : { ...lesson, said } }];
  });
}
