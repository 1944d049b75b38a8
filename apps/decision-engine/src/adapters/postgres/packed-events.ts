import { deflateSync, inflateSync } from 'node:zlib';
import type { TrackingEvent } from '@tidings/domain';

/** What happened to one subject as bytes: a JSON array of events, as it is or as a zlib stream. Null: nothing happened. */
export type PackedEvents = Buffer | null;

/** One or two events: to press them saves little and costs as much as for ten. */
const WORTH_IT_BYTES = 1_000;
/** What both begin with tells them apart: a zlib stream with the low half of its first byte, which names the method. */
const JSON_ARRAY = '['.charCodeAt(0);
const DEFLATED = 8;

// Events repeat the one before them, so a small window finds all there is to find. Most of the time goes into memory, and
// pieces of this size spare half of it.
const PRESSING = { level: 1, windowBits: 13, memLevel: 6, chunkSize: 4_096 };
const OPENING = { chunkSize: 8_192 };

export function packEvents(events: readonly TrackingEvent[]): Buffer {
  const json = Buffer.from(JSON.stringify(events));
  return json.length < WORTH_IT_BYTES ? json : deflateSync(json, PRESSING);
}

/** @throws Error for bytes that are neither form, or broken */
export function unpackEvents(packed: PackedEvents): readonly TrackingEvent[] {
  if (packed === null) return [];
  try {
    return JSON.parse(toJson(packed)) as readonly TrackingEvent[];
  } catch (error) {
    throw new Error(
      `packed events cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}

function toJson(packed: Buffer): string {
  const [first] = packed;
  if (first === JSON_ARRAY) return packed.toString();
  if (first !== undefined && (first & 0x0f) === DEFLATED) return inflateSync(packed, OPENING).toString();
  throw new Error(`they begin with ${first ?? 'nothing'}`);
}
