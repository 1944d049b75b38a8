import { BrandDurations, type Instant } from '@tidings/domain';
import type { BrandRulesSource } from '../ports/brand-rules.js';
import type { DurationStore } from '../ports/duration-store.js';

export interface LearnerDependencies {
  readonly store: DurationStore;
  /** Only the calendars are asked for. */
  readonly configured: BrandRulesSource;
  readonly clock: { now(): Instant };
}

/** Turns what deliveries taught into each brand's next version, one after the other whatever the number of replicas. */
export class LearnDurations {
  readonly #dependencies: LearnerDependencies;

  constructor(dependencies: LearnerDependencies) {
    this.#dependencies = dependencies;
  }

  /** @param limit of each brand. @returns from how many lessons it learned */
  async learn(limit: number): Promise<number> {
    const { store, configured, clock } = this.#dependencies;
    let learned = 0;
    for (const brandId of await store.listTaught()) {
      const calendars = configured.rulesOf(brandId);
      learned += await store.advance({ brandId, limit, at: clock.now() }, (state, lessons) => {
        const durations = new BrandDurations(calendars, state ?? undefined);
        for (const lesson of lessons) durations.learn(lesson);
        return durations.toState();
      });
    }
    return learned;
  }
}
