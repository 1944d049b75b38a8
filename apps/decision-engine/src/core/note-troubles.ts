import { facilityOf, type Decision, type OrderFacts, REASONS } from '@tidings/domain';
import type { NotedTrouble } from '../ports/incident-store.js';

/** A parcel that is silent, or late for a reason that lies with its carrier. What an incident itself made late is no news. */
function isTrouble({ condition, reason, outcome }: Decision): boolean {
  if (outcome === 'overtaken') return false;
  if (condition === 'silence') return true;
  return reason !== null && REASONS[reason].actor === 'carrier' && REASONS[reason].delays;
}

/** What incidents are found in: where the parcels stand of which something bad was decided. */
export function noteTroubles(
  decisions: readonly Decision[],
  { orderJourney }: OrderFacts,
): readonly NotedTrouble[] {
  return decisions.filter(isTrouble).flatMap(({ key, parcelIds, reason, factAt }) =>
    parcelIds.flatMap((parcelId): NotedTrouble[] => {
      const parcel = orderJourney.parcels.find((each) => each.parcelId === parcelId);
      const facility = facilityOf(parcel?.journey.lastPhysical?.place);
      if (parcel === undefined || facility === null) return [];
      const told = reason ?? parcel.journey.openExceptions[0]?.reason ?? null;
      return [{ key, parcelId, carrier: parcel.carrier, facility, reason: told, since: factAt }];
    }),
  );
}
