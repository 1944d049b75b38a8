import { describe, expect, it } from '@jest/globals';
import { buildAnswer } from '@tidings/testing';
import { renderAnswer } from './render-answer.js';

const reader = { locale: 'en', timeZone: 'Europe/London', brandName: 'Hearth & Pine' };

const preparing = buildAnswer([], {
  estimate: { from: '2026-11-26', to: '2026-11-26', basis: 'promise', coverage: null },
  nextBy: '2026-11-23T17:00:00.000Z',
});

describe('an answer in words', () => {
  it('stands alone: where it is, when it arrives, what happens next', () => {
    expect(renderAnswer(preparing, reader)).toEqual({
      label: 'Being prepared',
      summary:
        'We are preparing your order. It has not left us yet. It is due on Thu 26 November, as we told you when you ordered. Next, we hand it to the carrier, which is planned by Mon 23 November.',
      nextStep: 'Next, we hand it to the carrier, which is planned by Mon 23 November.',
      expected: 'on Thu 26 November',
      parcels: [],
    });
  });

  it('has no date where there is none, and does not say so twice', () => {
    const unknown = renderAnswer({ ...preparing, estimate: null, nextBy: null }, reader);
    expect(unknown.expected).toBeNull();
    expect(unknown.summary).toBe(
      'We are preparing your order. It has not left us yet. Next, we hand it to the carrier. We do not have a date for that yet.',
    );
  });

  it('says when it could last be checked', () => {
    expect(renderAnswer({ ...preparing, isStale: true }, reader).summary).toMatch(
      /This is what we knew on Fri 20 November\. We could not check it again since\.$/,
    );
  });
});
