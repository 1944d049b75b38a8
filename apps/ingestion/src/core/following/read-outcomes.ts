import type { Reading } from '@tidings/carriers';
import { trackingNumber } from '@tidings/domain';

/** What an answer says of one number that was asked about. */
export type NumberOutcome =
  /** Something, or that there is nothing yet. */
  | 'told'
  | 'not_found'
  /** It will not say anything of this number. */
  | 'refused'
  /** It says something that cannot be read, or did not come to it: asked again. */
  | 'unread';

/**
 * What the answer to a request about `numbers` says of each of them.
 * @returns null when the source says that it cannot answer now
 */
export function readOutcomes(
  reading: Reading,
  numbers: readonly string[],
): ReadonlyMap<string, NumberOutcome> | null {
  if ('error' in reading) {
    const outcome = outcomeOf(reading.error);
    return outcome === null ? null : new Map(numbers.map((number) => [number, outcome]));
  }
  const outcomes = new Map<string, NumberOutcome>(numbers.map((number) => [number, absenceOf(reading)]));
  const only = numbers.length === 1 ? numbers[0] : undefined;
  for (const { parcelRef, error } of reading.failures) {
    const number = numberOf(parcelRef, only);
    if (number !== undefined) outcomes.set(number, outcomeOf(error) ?? 'unread');
  }
  for (const { parcelRef, events } of reading.reports) {
    const number = numberOf(parcelRef, only);
    if (number !== undefined && events.length > 0) outcomes.set(number, 'told');
  }
  return outcomes;
}

/** What it means that a number does not occur: nothing, where something could not be read that named none. */
function absenceOf({ failures }: Exclude<Reading, { error: unknown }>): NumberOutcome {
  return failures.some(({ parcelRef }) => parcelRef === null) ? 'unread' : 'not_found';
}

/** Sources write a number with or without its zeros and spaces; asked about one alone, they mean that one. */
function numberOf(ref: { readonly number: string } | null, only: string | undefined): string | undefined {
  return only ?? (ref === null ? undefined : trackingNumber(ref.number));
}

/** Null: ask again. A refusal names no field; what names one is not as the source documents it. */
function outcomeOf(error: { readonly code: string; readonly field?: string }): NumberOutcome | null {
  if (error.code === 'unavailable') return null;
  if (error.code === 'not_found' || error.code === 'control') return 'not_found';
  return error.field === undefined ? 'refused' : 'unread';
}
