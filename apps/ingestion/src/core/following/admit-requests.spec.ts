import { describe, expect, it } from '@jest/globals';
import { addHours, type Instant, toMillis } from '@tidings/domain';
import type { ApiFailure, ApiFailureCode, RateLimit } from '@tidings/http-client';
import fc from 'fast-check';
import {
  admitRequests,
  type FeedState,
  FRESH_FEED,
  circuitOf,
  noteOutcome,
  spendRequests,
} from './admit-requests.js';

const NOW = '2026-11-22T12:00:00.000Z';
const later = (seconds: number): Instant => addHours(NOW, seconds / 3_600);

const limit = fc.record({
  requests: fc.integer({ min: 1, max: 300 }),
  perSeconds: fc.constantFrom(1, 5, 60, 3_600, 86_400),
}) satisfies fc.Arbitrary<RateLimit>;

describe('what is admitted', () => {
  it('stays within every limit in every stretch of its length, whenever it is asked for', () => {
    fc.assert(
      fc.property(
        fc.array(limit, { minLength: 1, maxLength: 2 }),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 400 })), {
          minLength: 1,
          maxLength: 60,
        }),
        (limits, asks) => {
          let feed: FeedState = FRESH_FEED;
          let seconds = 0;
          const sentMs: number[] = [];
          const span = Math.min(...limits.map(({ perSeconds }) => perSeconds));
          for (const [gap, wanted] of asks) {
            seconds += gap * span;
            const asOf = later(seconds);
            const requests = admitRequests(feed, limits, { wanted, asOf });
            feed = spendRequests(feed, limits, { requests, asOf });
            sentMs.push(...Array.from({ length: requests }, () => toMillis(asOf)));
          }
          for (const { requests, perSeconds } of limits)
            for (const from of sentMs)
              expect(
                sentMs.filter((at) => at >= from && at < from + perSeconds * 1_000).length,
              ).toBeLessThanOrEqual(requests);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('comes close to what is allowed in the long run', () => {
    const limits = [{ requests: 500, perSeconds: 60 }];
    let feed: FeedState = FRESH_FEED;
    let sent = 0;
    for (let second = 0; second < 3_600; second++) {
      const asOf = later(second);
      const requests = admitRequests(feed, limits, { wanted: 1_000, asOf });
      feed = spendRequests(feed, limits, { requests, asOf });
      sent += requests;
    }
    expect(sent).toBeGreaterThan(500 * 60 * 0.75);
  });
});

describe('the pause after a failure', () => {
  const fail = (feed: FeedState, code: ApiFailureCode, retryAfterSeconds?: number) =>
    failBy(0, feed, { code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });
  const failBy = (dice: number, feed: FeedState, failure: Omit<ApiFailure, 'message'>) =>
    noteOutcome(feed, { failure: { ...failure, message: '' }, asOf: NOW, dice });
  const admitted = (feed: FeedState, seconds: number) =>
    admitRequests(feed, [{ requests: 100, perSeconds: 1 }], { wanted: 10, asOf: later(seconds) });

  it('is as long as the source asks for, and no failure of the source', () => {
    const feed = fail(FRESH_FEED, 'rate_limited', 30);
    expect([admitted(feed, 29.9), admitted(feed, 30), feed.failures]).toEqual([0, 10, 0]);
  });

  it('is never shortened by another answer that came back at the same time', () => {
    const feed = fail(fail(FRESH_FEED, 'rate_limited', 600), 'rate_limited', 5);
    expect(feed.resumeAt).toBe(later(600));
    const answered = noteOutcome(feed, { failure: null, asOf: later(1), dice: 0 });
    expect(admitted(answered, 599)).toBe(0);
  });

  it('begins with the fifth failure in a row, doubles up to half an hour, and lets one request try', () => {
    let feed: FeedState = FRESH_FEED;
    const pauses: number[] = [];
    for (let failure = 0; failure < 16; failure++) {
      feed = fail({ ...feed, resumeAt: null }, 'unavailable');
      pauses.push(feed.resumeAt === null ? 0 : (toMillis(feed.resumeAt) - toMillis(NOW)) / 1_000);
    }
    expect(pauses.slice(0, 8)).toEqual([0, 0, 0, 0, 30, 60, 120, 240]);
    expect(pauses.at(-1)).toBe(1_800);
    expect([circuitOf(feed, NOW), circuitOf(feed, later(1_800))]).toEqual(['open', 'half_open']);
    expect(admitted(feed, 1_800)).toBe(1);
    const closed = noteOutcome(feed, { failure: null, asOf: later(1_801), dice: 0 });
    expect([admitted(closed, 1_801), circuitOf(closed, later(1_801))]).toEqual([10, 'closed']);
  });

  it('is long where credentials are refused, and none where a question was', () => {
    expect(fail(FRESH_FEED, 'unauthorized').resumeAt).toBe(later(900));
    expect(fail(FRESH_FEED, 'not_found')).toEqual(FRESH_FEED);
    expect(fail(FRESH_FEED, 'invalid')).toEqual(FRESH_FEED);
  });

  it('is spread', () => {
    expect(failBy(1, FRESH_FEED, { code: 'rate_limited', retryAfterSeconds: 100 }).resumeAt).toBe(later(125));
  });
});
