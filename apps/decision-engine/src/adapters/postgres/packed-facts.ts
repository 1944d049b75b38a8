import { JsonPacker } from '@tidings/database';
import type { TrackingEvent } from '@tidings/domain';
import type { ParcelState } from '../../core/order-aggregate.js';
import { FACT_DICTIONARIES } from './fact-dictionaries.js';

/** Events, or parcels with theirs, as bytes: a JSON array, packed or as it is. Null: there are none. */
export type PackedFacts = Buffer | null;

/** A parcel whose order was not written since migration 0017, which cannot open packed events, has them as base64. */
interface WrittenParcel extends Omit<ParcelState, 'events'> {
  readonly events: ParcelState['events'] | string | null;
}

const packer = new JsonPacker(FACT_DICTIONARIES);

export function packFacts(facts: readonly TrackingEvent[] | readonly ParcelState[]): Buffer {
  return packer.pack(JSON.stringify(facts));
}

/** @throws Error for bytes that cannot be read */
export function unpackEvents(packed: PackedFacts): readonly TrackingEvent[] {
  return unpack(packed) as readonly TrackingEvent[];
}

/** @throws Error for bytes that cannot be read */
export function unpackParcels(packed: PackedFacts): readonly ParcelState[] {
  const parcels = unpack(packed) as readonly WrittenParcel[];
  return parcels.map(({ events, ...parcel }) => ({ ...parcel, events: openEvents(events) }));
}

function openEvents(events: WrittenParcel['events']): readonly TrackingEvent[] {
  return typeof events === 'string' ? unpackEvents(Buffer.from(events, 'base64')) : (events ?? []);
}

function unpack(packed: PackedFacts): unknown {
  if (packed === null) return [];
  try {
    return JSON.parse(packer.unpack(packed));
  } catch (error) {
    throw new Error(
      `packed facts cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
