import type { OrderSnapshot, ParcelSnapshot } from './snapshot.js';

function parcelWithoutDetails(parcel: ParcelSnapshot): ParcelSnapshot {
  return {
    ...parcel,
    trackingNumber: null,
    service: null,
    lines: [],
    reached: parcel.reached.map((reached) => ({ ...reached, place: null })),
    lastPlace: null,
    replacedBy: null,
    // Its name and the shop's words may tell where it is.
    ...(parcel.incident !== undefined && { incident: { ...parcel.incident, name: '', wording: null } }),
    timeline: [],
  };
}

/**
 * A snapshot as far as level 1 may see it: how far everything has come. Where it was, what is in it, by which number it
 * goes, what the carrier wrote, what was said, and the address of its page are for level 2.
 */
export function withoutDetails(snapshot: OrderSnapshot): OrderSnapshot {
  return {
    ...snapshot,
    token: '',
    lines: [],
    steps: snapshot.steps.map((reached) => ({ ...reached, place: null })),
    parcels: snapshot.parcels.map(parcelWithoutDetails),
    cases: [],
    told: [],
  };
}
