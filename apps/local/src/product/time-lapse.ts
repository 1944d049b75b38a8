import { addHours, type Instant } from '@tidings/domain';
import type { AdvanceableClock } from '@tidings/platform';
import { DeedPlayer, type Doors } from '../stories/play-deed.js';
import type { Step, Story } from '../stories/story.js';
import { nextActionAt, type QuietSources, untilQuiet } from './quiet.js';

interface Scheduled {
  readonly at: Instant;
  readonly step: Step;
  readonly story: { readonly startedAt: Instant; readonly brandId: string };
}

/**
 * Plays stories against the product while its clock is moved ahead: from one moment at which something happens to the
 * next, waiting at each until everything is worked off. So days pass in seconds, and nothing is skipped.
 */
export class TimeLapse {
  readonly #clock: AdvanceableClock;
  readonly #sources: QuietSources;
  readonly #players = new Map<string, DeedPlayer>();
  readonly #doorsOf: (brandId: string) => Doors;
  #schedule: Scheduled[] = [];

  constructor(clock: AdvanceableClock, sources: QuietSources, doorsOf: (brandId: string) => Doors) {
    this.#clock = clock;
    this.#sources = sources;
    this.#doorsOf = doorsOf;
  }

  /** Deeds that are still to come. */
  get remaining(): number {
    return this.#schedule.length;
  }

  add(story: Story, firstStartsAt: Instant): void {
    const startedAt = addHours(firstStartsAt, story.startsAfterHours ?? 0);
    const scheduled = story.steps.map((step) => ({
      at: addHours(startedAt, step.afterHours),
      step,
      story: { startedAt, brandId: story.brandId },
    }));
    this.#schedule = [...this.#schedule, ...scheduled].toSorted((a, b) => (a.at < b.at ? -1 : 1));
  }

  /** Moves the clock to `target`, stopping wherever something happens on the way. */
  async advanceTo(target: Instant): Promise<void> {
    for (;;) {
      await untilQuiet(this.#sources, () => this.#clock.now());
      const next = await this.#nextMoment(target);
      if (next === null) break;
      this.#clock.advanceTo(next);
      await this.#playDue();
    }
    if (target > this.#clock.now()) this.#clock.advanceTo(target);
    await untilQuiet(this.#sources, () => this.#clock.now());
  }

  async #nextMoment(target: Instant): Promise<Instant | null> {
    const candidates = [this.#schedule[0]?.at ?? null, await nextActionAt(this.#sources.client)]
      .filter((at) => at !== null)
      .toSorted();
    const [first] = candidates;
    if (first === undefined || first > target) return null;
    return first > this.#clock.now() ? first : this.#clock.now();
  }

  async #playDue(): Promise<void> {
    const now = this.#clock.now();
    while (this.#schedule[0] !== undefined && this.#schedule[0].at <= now) {
      const [{ step, story, at }, ...rest] = this.#schedule as [Scheduled, ...Scheduled[]];
      this.#schedule = rest;
      await this.#playerOf(story.brandId).play(step.deed, { startedAt: story.startedAt, now: at });
    }
  }

  #playerOf(brandId: string): DeedPlayer {
    const known = this.#players.get(brandId);
    if (known !== undefined) return known;
    const player = new DeedPlayer(this.#doorsOf(brandId));
    this.#players.set(brandId, player);
    return player;
  }
}
