import type { ScheduledWebhook } from './interleave-stories.js';
import { ROWS_PER_STORY } from './parcel-story.js';
import { seededRandom } from './seeded-random.js';

/** Of the time between two reports: so far is a delivery late, which makes some overtake others. */
const LATENESS = 1.5;

/** Every story to its end, in an order that only depends on the seed: mixed, partly out of turn, with repeats. */
export function shuffleStories(options: {
  readonly seed: number;
  readonly stories: number;
  /** Of all deliveries. */
  readonly repeatShare: number;
}): ScheduledWebhook[] {
  const random = seededRandom(options.seed);
  const repeatChance = options.repeatShare / (1 - options.repeatShare);
  const timed: { readonly at: number; readonly webhook: ScheduledWebhook }[] = [];
  for (let storyIndex = 0; storyIndex < options.stories; storyIndex++) {
    const startsAt = random() * ROWS_PER_STORY;
    for (let rowCount = 1; rowCount <= ROWS_PER_STORY; rowCount++) {
      const at = startsAt + rowCount + random() * LATENESS;
      timed.push({ at, webhook: { storyIndex, rowCount, isRepeat: false } });
      if (random() < repeatChance)
        timed.push({ at: at + random(), webhook: { storyIndex, rowCount, isRepeat: true } });
    }
  }
  return timed.toSorted((one, other) => one.at - other.at).map(({ webhook }) => webhook);
}
