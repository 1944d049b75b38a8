import type { Answer, ParcelAnswer } from '@tidings/domain';
import { createSetting } from './create-setting.js';
import { type Facts, gatherFacts, gatherOrderFacts, type Setting, whyHeldUp } from './gather-facts.js';
import type { Reader } from './reader.js';

export interface RenderedParcel {
  readonly parcelId: string;
  readonly label: string;
  readonly sentence: string;
  readonly nextStep: string;
}

/** An answer in words: `label` is the API's `status_label`, `summary` stands alone as a reply. */
export interface RenderedAnswer {
  readonly label: string;
  /** Where it is, when it arrives, what happens next; and, where that is so, that it could not be checked. */
  readonly summary: string;
  readonly nextStep: string;
  /** `between Tue 24 and Thu 26 November`; null where there is no date, or it has passed. */
  readonly expected: string | null;
  readonly parcels: readonly RenderedParcel[];
}

function join(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' ');
}

function estimateSentence(facts: Facts, { words }: Setting): string {
  return facts.nextStep === 'nothing' || facts.estimate === null ? '' : words.estimate(facts);
}

function renderParcel(answer: Answer, parcel: ParcelAnswer, setting: Setting): RenderedParcel {
  const facts = gatherFacts({ answer, parcels: [parcel] }, setting);
  return {
    parcelId: parcel.parcelId,
    label: setting.words.headlines[parcel.headline].label,
    sentence: join(facts.now, whyHeldUp(facts, facts.now), estimateSentence(facts, setting)),
    nextStep: setting.words.nextSteps[facts.nextStep](facts),
  };
}

/** Pure; says nothing that the answer does not hold. */
export function renderAnswer(answer: Answer, reader: Reader): RenderedAnswer {
  const setting = createSetting(reader, { asOf: answer.asOf, medium: 'page' });
  const { words } = setting;
  const facts = gatherOrderFacts(answer, setting);
  const headline = words.headlines[answer.headline];
  const said = headline.says(facts);
  const nextStep = words.nextSteps[facts.nextStep](facts);
  return {
    label: headline.label,
    summary: join(
      said,
      whyHeldUp(facts, said),
      estimateSentence(facts, setting),
      nextStep,
      answer.isStale ? words.stale(facts) : '',
    ),
    nextStep,
    expected: facts.estimate === null || facts.estimate.isPast ? null : facts.estimate.when,
    parcels: answer.parcels.map((parcel) => renderParcel(answer, parcel, setting)),
  };
}
