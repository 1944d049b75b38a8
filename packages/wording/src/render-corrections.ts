import type { Answer, TellingFace } from '@tidings/domain';
import { createSetting } from './create-setting.js';
import type { Reader } from './reader.js';

/** What a face told and takes back now, a sentence for each; the same said of several parcels is one. */
export function renderCorrections(
  { corrections = [], asOf }: Answer,
  face: TellingFace,
  reader: Reader,
): readonly string[] {
  const { words, dates } = createSetting(reader, { asOf, medium: 'page' });
  const own = corrections.filter((each) => each.face === face);
  const sentences = own.map(({ condition, saidAt }) =>
    words.corrected({ told: words.conditions[condition].told, on: dates.day(saidAt) }),
  );
  return [...new Set(sentences)];
}
