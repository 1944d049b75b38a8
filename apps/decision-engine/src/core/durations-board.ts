import { BrandDurations } from '@tidings/domain';
import type { BrandRules, LearnedDurations } from '../ports/brand-rules.js';
import type { DurationStore, StoredDurations } from '../ports/duration-store.js';

/** What each brand has learned of its durations so far; every replica reads it when it looks at its clock. */
export class DurationsBoard {
  readonly #store: DurationStore;
  readonly #stored = new Map<string, StoredDurations>();
  readonly #opened = new Map<string, LearnedDurations>();

  constructor(store: DurationStore) {
    this.#store = store;
  }

  /** @returns whether any brand has learned something since */
  async refresh(): Promise<boolean> {
    const known = [...this.#stored.values()].map(({ brandId, version }) => ({ brandId, version }));
    const news = await this.#store.readNewer(known);
    for (const stored of news) {
      this.#stored.set(stored.brandId, stored);
      this.#opened.delete(stored.brandId);
    }
    return news.length > 0;
  }

  /** Null: the brand has learned nothing yet. */
  of(rules: BrandRules): LearnedDurations | null {
    const { brandId } = rules;
    const opened = this.#opened.get(brandId);
    const stored = this.#stored.get(brandId);
    if (opened !== undefined || stored === undefined) return opened ?? null;
    const { version, state } = stored;
    const learned = { version, durations: new BrandDurations(rules, state) };
    this.#opened.set(brandId, learned);
    return learned;
  }
}
