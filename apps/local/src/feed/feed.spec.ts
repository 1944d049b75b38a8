import { describe, expect, it } from '@jest/globals';
import { interleaveStories, type ScheduledWebhook } from './interleave-stories.js';
import { isDelivered, parcelStory, ROWS_PER_STORY, trackerOf } from './parcel-story.js';
import { shuffleStories } from './shuffle-stories.js';

const endsAt = '2026-11-22T12:00:00.000Z';

function take(count: number, seed: number): ScheduledWebhook[] {
  const feed = interleaveStories({ seed, concurrentStories: 110, repeatShare: 0.1 });
  return Array.from({ length: count }, () => feed.next().value);
}

function share<Item>(items: readonly Item[], is: (item: Item) => boolean): number {
  return items.filter(is).length / items.length;
}

describe('interleaveStories', () => {
  // The first pass, in which the stories begin one after the other, is not of the usual mix.
  const steady = take(30_000, 1).slice(2_000);

  it('holds six rows a webhook on average, and a tenth of repeats', () => {
    const rows = steady.reduce((sum, { rowCount }) => sum + rowCount, 0) / steady.length;
    expect(rows).toBeCloseTo(6, 1);
    expect(share(steady, ({ isRepeat }) => isRepeat)).toBeCloseTo(0.1, 2);
  });

  it('gives one webhook in eight cause for a mail', () => {
    const causesMail = ({ storyIndex, rowCount, isRepeat }: ScheduledWebhook): boolean =>
      !isRepeat && (rowCount === 2 || (isDelivered(storyIndex) && rowCount >= ROWS_PER_STORY - 1));
    expect(1 / share(steady, causesMail)).toBeCloseTo(8, 0);
  });

  it('grows every story by one row a webhook', () => {
    const fresh = Map.groupBy(
      take(20_000, 2).filter(({ isRepeat }) => !isRepeat),
      ({ storyIndex }) => storyIndex,
    );
    const finished = [...fresh.values()].filter(({ length }) => length === ROWS_PER_STORY);
    expect(finished.length).toBeGreaterThan(1_000);
    for (const webhooks of finished)
      expect(webhooks.map(({ rowCount }) => rowCount)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('depends on nothing but its seed', () => {
    expect(take(2_000, 3)).toEqual(take(2_000, 3));
    expect(take(2_000, 3)).not.toEqual(take(2_000, 4));
  });
});

describe('shuffleStories', () => {
  it('tells every story to its end, some webhooks out of turn and some twice', () => {
    const webhooks = shuffleStories({ seed: 1, stories: 90, repeatShare: 0.1 });
    const ofStories = Map.groupBy(webhooks, ({ storyIndex }) => storyIndex);
    expect(ofStories.size).toBe(90);
    for (const told of ofStories.values())
      expect(new Set(told.map(({ rowCount }) => rowCount)).size).toBe(11);
    const isOutOfTurn = (told: readonly ScheduledWebhook[]): boolean =>
      told.some(({ rowCount }, index) => rowCount < (told[index - 1]?.rowCount ?? 0));
    expect(share([...ofStories.values()], isOutOfTurn)).toBeGreaterThan(0.5);
    expect(share(webhooks, ({ isRepeat }) => isRepeat)).toBeCloseTo(0.1, 1);
  });
});

describe('parcelStory', () => {
  it('ends when the feed does, and tells each parcel by its own number', () => {
    const stories = Array.from({ length: 50 }, (_, index) => parcelStory(index, endsAt));
    expect(new Set(stories.map(({ trackingNumber }) => trackingNumber)).size).toBe(50);
    for (const { rows } of stories) {
      expect(rows).toHaveLength(ROWS_PER_STORY);
      expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted());
      expect(rows.every(({ at }) => at <= endsAt)).toBe(true);
    }
  });

  it('is told row by row', () => {
    const story = parcelStory(4, endsAt);
    expect(trackerOf(story, 3).rows).toEqual(story.rows.slice(0, 3));
    expect(trackerOf(story, ROWS_PER_STORY).rows.at(-1)?.status).toBe('delivered');
  });
});
