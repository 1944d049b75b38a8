import type { Answer, Condition } from '@tidings/domain';
import { type MessageContent, type MessageOccasion, renderMessage } from '../render-message.js';

export const reader = { locale: null, timeZone: 'America/New_York', brandName: 'Hearth & Pine' };

/** What the reader above is told of the answer's first parcel. */
export function say(
  condition: Condition,
  about: Answer,
  over: Partial<MessageOccasion> = {},
): MessageContent {
  return renderMessage({
    condition,
    reason: null,
    parcelIds: about.parcels.slice(0, 1).map(({ parcelId }) => parcelId),
    answer: about,
    corrected: null,
    reader,
    links: { page: 'https://track.example/t/abc', unsubscribe: null },
    ...over,
  });
}
