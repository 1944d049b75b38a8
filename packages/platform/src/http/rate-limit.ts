const MINUTE_MS = 60_000;
/** Keys that are remembered until those are forgotten that have refilled. */
const MANY_KEYS = 10_000;

export interface RateLimitOptions {
  readonly perMinute: number;
  /** How many a full bucket takes at once; by default a tenth of a minute's. */
  readonly burst?: number;
}

interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** A bucket per key that refills steadily. It counts what this process sees; replicas count by themselves. */
export class RateLimit {
  readonly #perMs: number;
  readonly #burst: number;
  readonly #buckets = new Map<string, Bucket>();
  #sweepAt = MANY_KEYS;

  constructor({ perMinute, burst = perMinute / 10 }: RateLimitOptions) {
    this.#perMs = perMinute / MINUTE_MS;
    this.#burst = Math.max(1, burst);
  }

  /** @param nowMs of any clock that only goes forward @returns seconds to wait; 0: go on */
  take(key: string, nowMs: number): number {
    const tokens = this.#tokensOf(this.#buckets.get(key), nowMs);
    const isAllowed = tokens >= 1;
    this.#buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, atMs: nowMs });
    this.#forgetFull(nowMs);
    return isAllowed ? 0 : Math.ceil((1 - tokens) / this.#perMs / 1_000);
  }

  #tokensOf(bucket: Bucket | undefined, nowMs: number): number {
    if (bucket === undefined) return this.#burst;
    return Math.min(this.#burst, bucket.tokens + (nowMs - bucket.atMs) * this.#perMs);
  }

  /** A full bucket is as good as none; whoever asks under ever new names must not fill the memory. */
  #forgetFull(nowMs: number): void {
    if (this.#buckets.size < this.#sweepAt) return;
    for (const [key, bucket] of this.#buckets)
      if (this.#tokensOf(bucket, nowMs) >= this.#burst) this.#buckets.delete(key);
    this.#sweepAt = Math.max(MANY_KEYS, this.#buckets.size * 2);
  }
}
