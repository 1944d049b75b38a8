import { packJson, unpackJson } from '@tidings/database';
import type { TrackingEvent } from '@tidings/domain';

/** What happened to one subject as bytes: a JSON array of events, packed or as it is. Null: nothing happened. */
export type PackedEvents = Buffer | null;

/** One or two events: to pack them saves little and costs as much as for ten. */
const WORTH_IT_BYTES = 1_000;

export function packEvents(events: readonly TrackingEvent[]): Buffer {
  const json = Buffer.from(JSON.stringify(events));
  return json.length < WORTH_IT_BYTES ? json : packJson(json);
}

/** @throws Error for bytes that cannot be read */
export function unpackEvents(packed: PackedEvents): readonly TrackingEvent[] {
  if (packed === null) return [];
  try {
    return JSON.parse(unpackJson(packed)) as readonly TrackingEvent[];
  } catch (error) {
    throw new Error(
      `packed events cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
