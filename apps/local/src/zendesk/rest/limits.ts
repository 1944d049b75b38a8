const WINDOW_MS = 60_000;

export interface Limits {
  /** Requests of an account in a minute: 200 to 2,500 by plan. */
  readonly perMinute: number;
  /** Of them, updates of tickets: 100, on a trial 20. */
  readonly updatesPerMinute: number;
}

/** Counts requests of the minute under way; Zendesk docs, Rate limits. */
export class RequestCount {
  readonly #limit: number;
  #windowAt = 0;
  #used = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns what is left, and the seconds until the count begins anew; below zero it was one too many */
  take(nowMs: number): { readonly remaining: number; readonly resetSeconds: number; readonly limit: number } {
    const windowAt = Math.floor(nowMs / WINDOW_MS) * WINDOW_MS;
    if (windowAt !== this.#windowAt) {
      this.#windowAt = windowAt;
      this.#used = 0;
    }
    this.#used += 1;
    const resetSeconds = Math.max(1, Math.ceil((windowAt + WINDOW_MS - nowMs) / 1_000));
    return { remaining: this.#limit - this.#used, resetSeconds, limit: this.#limit };
  }
}
