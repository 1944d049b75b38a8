const MINUTE_MS = 60_000;

/** A bucket per key that refills steadily; a full one takes a tenth of a minute's questions at once. */
export class RateLimit {
  readonly #perMinute: number;
  readonly #burst: number;
  readonly #buckets = new Map<string, { tokens: number; atMs: number }>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
    this.#burst = Math.max(1, perMinute / 10);
  }

  /** @param nowMs of any clock that only goes forward @returns seconds to wait; 0: go on */
  take(key: string, nowMs: number): number {
    const { tokens, atMs } = this.#buckets.get(key) ?? { tokens: this.#burst, atMs: nowMs };
    const refilled = Math.min(this.#burst, tokens + ((nowMs - atMs) / MINUTE_MS) * this.#perMinute);
    const isAllowed = refilled >= 1;
    this.#buckets.set(key, { tokens: isAllowed ? refilled - 1 : refilled, atMs: nowMs });
    return isAllowed ? 0 : Math.ceil(((1 - refilled) / this.#perMinute) * (MINUTE_MS / 1_000));
  }
}
