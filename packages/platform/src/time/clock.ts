import { fromMillis, type Instant, toMillis } from '@tidings/domain';

/** Where a service takes the time from; also its injection token. */
export abstract class Clock {
  abstract now(): Instant;

  /** Calls back whenever the time jumps; time that passes by itself calls nobody. */
  onJump(_listener: () => void): void {}
}

export class SystemClock extends Clock {
  override now(): Instant {
    return fromMillis(Date.now());
  }
}

/** A clock that can be moved ahead, for tests and for `npm start`; never back. */
export class AdvanceableClock extends Clock {
  readonly #startedAtMs = Date.now();
  readonly #runs: boolean;
  readonly #listeners: (() => void)[] = [];
  #aheadMs: number;

  /** @param options `runs`: whether time also passes by itself; else it stands still between advances */
  constructor(startsAt: Instant, { runs = false }: { readonly runs?: boolean } = {}) {
    super();
    this.#runs = runs;
    this.#aheadMs = toMillis(startsAt) - this.#startedAtMs;
  }

  override now(): Instant {
    return fromMillis((this.#runs ? Date.now() : this.#startedAtMs) + this.#aheadMs);
  }

  override onJump(listener: () => void): void {
    this.#listeners.push(listener);
  }

  advanceHours(hours: number): void {
    this.advanceTo(fromMillis(toMillis(this.now()) + hours * HOUR_MS));
  }

  /** @throws RangeError when `at` lies before now */
  advanceTo(at: Instant): void {
    const deltaMs = toMillis(at) - toMillis(this.now());
    if (!(deltaMs >= 0))
      throw new RangeError(`the clock stands at ${this.now()} and cannot go back to ${at}`);
    this.#aheadMs += deltaMs;
    for (const listener of this.#listeners) listener();
  }
}

const HOUR_MS = 3_600_000;
