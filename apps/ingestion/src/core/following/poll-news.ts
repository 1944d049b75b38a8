import type { Reading } from '@tidings/carriers';
import type { ParcelRef } from '@tidings/domain';

const PREFIX = 'poll ';

/** What a poll was about, kept with its receipt where the answer does not say it again. */
export function pollTopic(askedFor: ParcelRef | undefined): string | null {
  return askedFor === undefined ? null : `${PREFIX}${askedFor.carrier}/${askedFor.number}`;
}

/** What was asked, from a receipt's topic; undefined for anything but a poll of one parcel. */
export function askedForIn(topic: string | null): ParcelRef | undefined {
  const [, carrier, number] = /^poll ([^/]+)\/(.+)$/.exec(topic ?? '') ?? [];
  return carrier === undefined || number === undefined ? undefined : { carrier, number };
}

/**
 * What an answer says, without the request ids, times of retrieval and order of fields that differ each time: two answers with
 * the same news are one delivery.
 */
export function toNewsBytes(topic: string | null, reading: Reading): Uint8Array {
  const news =
    'error' in reading
      ? [topic, reading.error]
      : [
          topic,
          reading.reports.map(({ parcelRef, events }) => [
            parcelRef,
            events.map(({ id, carrierEta, milestone, kind }) => [id, carrierEta, milestone, kind]),
          ]),
          reading.unmapped.map(({ code }) => code),
          reading.failures.map(({ parcelRef, error }) => [parcelRef, error.code, error.field]),
        ];
  return new TextEncoder().encode(JSON.stringify(news));
}
