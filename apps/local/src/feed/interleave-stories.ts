import { ROWS_PER_STORY } from './parcel-story.js';
import { seededRandom } from './seeded-random.js';

/** One delivery of one webhook: the first `rowCount` rows of the story with this index. */
export interface ScheduledWebhook {
  readonly storyIndex: number;
  readonly rowCount: number;
  readonly isRepeat: boolean;
}

export interface InterleaveOptions {
  readonly seed: number;
  /** Parcels that move at the same time; when one is through, the next story takes its place. */
  readonly concurrentStories: number;
  /** Of all deliveries this share are repeats: 0.1 is one in ten. */
  readonly repeatShare: number;
}

/** A repeat follows what it repeats after at most this many deliveries. */
const LONGEST_REPEAT_DELAY = 400;

/**
 * An endless stream in which the concurrent parcels report in turn, each at another point of its story, so that any
 * stretch of it, after the first pass through the stories, is of the same mix.
 */
export function* interleaveStories(options: InterleaveOptions): Generator<ScheduledWebhook, never> {
  const { seed, concurrentStories, repeatShare } = options;
  const random = seededRandom(seed);
  // Each fresh delivery is repeated with this probability, which makes repeats the given share of all.
  const chance = repeatShare / (1 - repeatShare);
  const dueAt = new Map<number, ScheduledWebhook[]>();
  let position = 0;
  for (const fresh of takeTurns(concurrentStories)) {
    yield fresh;
    position += 1;
    if (random() < chance) {
      const due = position + Math.floor(random() * LONGEST_REPEAT_DELAY);
      dueAt.set(due, [...(dueAt.get(due) ?? []), { ...fresh, isRepeat: true }]);
    }
    yield* dueAt.get(position) ?? [];
    dueAt.delete(position);
  }
  throw new Error('an endless stream ended');
}

function* takeTurns(concurrentStories: number): Generator<ScheduledWebhook> {
  for (let turn = 0; ; turn++) {
    for (let slot = 0; slot < concurrentStories; slot++) {
      const step = turn - (slot % ROWS_PER_STORY);
      if (step < 0) continue;
      const storyIndex = Math.floor(step / ROWS_PER_STORY) * concurrentStories + slot;
      yield { storyIndex, rowCount: (step % ROWS_PER_STORY) + 1, isRepeat: false };
    }
  }
}
