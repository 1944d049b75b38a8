import { expect, it } from '@jest/globals';
import type { Reading, ReadingError } from '@tidings/carriers';
import { anEvent } from '../../spec-support/reports.js';
import { readOutcomes } from './read-outcomes.js';

const report = (number: string) => ({
  parcelRef: { carrier: 'ups', number },
  orderNumber: null,
  events: [anEvent(0)],
});
const failure = (number: string | null, error: ReadingError) => ({
  parcelRef: number === null ? null : { carrier: 'ups', number },
  error,
});
const notFound: ReadingError = { code: 'not_found', message: 'nothing yet' };
const refused: ReadingError = { code: 'invalid', message: 'no such thing' };
const odd: ReadingError = { code: 'invalid', message: 'not a date', field: 'rows.0.date' };

const all = (reading: Reading, numbers: readonly string[]) => {
  const outcomes = readOutcomes(reading, numbers);
  return outcomes === null ? null : Object.fromEntries(outcomes);
};

it('says of every number that was asked what came of it', () => {
  const failures = [failure('B', refused), failure('C', notFound), failure('D', odd)];
  const reading = { reports: [report('A')], unmapped: [], failures };
  expect(all(reading, ['A', 'B', 'C', 'D', 'E'])).toEqual({
    A: 'told',
    B: 'refused',
    C: 'not_found',
    D: 'unread',
    E: 'not_found',
  });
});

it('takes no absence for an answer where something that named no number could not be read', () => {
  const reading = { reports: [report('A')], unmapped: [], failures: [failure(null, odd)] };
  expect(all(reading, ['A', 'B'])).toEqual({ A: 'told', B: 'unread' });
});

it('means the one number that was asked, however the answer writes it', () => {
  const reading = { reports: [report('00A')], unmapped: [], failures: [] };
  expect(all(reading, ['A'])).toEqual({ A: 'told' });
});

it('does not take a source that cannot answer for one that knows nothing', () => {
  expect(all({ error: { code: 'unavailable', message: 'later' } }, ['A'])).toBeNull();
  expect(all({ error: notFound }, ['A', 'B'])).toEqual({ A: 'not_found', B: 'not_found' });
  expect(all({ error: refused }, ['A'])).toEqual({ A: 'refused' });
});
