import { type DurationLesson, lessonOf } from '@tidings/domain';
import { type Assessment, originOfParcel } from './assess-order.js';
import type { Draft } from './draft.js';

/** What a parcel that has just been reported as delivered teaches. */
export interface ParcelLesson {
  readonly parcelId: string;
  readonly lesson: DurationLesson;
}

/** One that went on under another number taught only half of its way. */
export function lessonsOf(
  { addedEvents, aggregate: before }: Draft,
  { facts: { orderJourney }, aggregate }: Assessment,
): readonly ParcelLesson[] {
  const arrived = new Set(
    addedEvents.flatMap(({ subjectId, event }) => (event.milestone === 'delivered' ? [subjectId] : [])),
  );
  if (arrived.size === 0) return [];
  const { parcels } = orderJourney;
  if (parcels.some(({ journey }) => journey.replacedBy !== null)) return [];
  return parcels.flatMap((parcel) => {
    const { parcelId, journey } = parcel;
    const lesson = arrived.has(parcelId) ? lessonOf(journey, originOfParcel(parcel, aggregate)) : null;
    if (lesson === null) return [];
    const said = (before.stated[parcelId]?.said ?? []).filter(({ since }) => since < lesson.deliveredAt);
    return [{ parcelId, lesson: said.length === 0 ? lesson : { ...lesson, said } }];
  });
}
