/** What Zendesk last said of how much may still be asked. */
export class RateBudget {
  readonly #reserve: number;
  #blockedUntilMs = 0;

  /** @param reserve requests of a window that are left to others */
  constructor(reserve: number) {
    this.#reserve = reserve;
  }

  /** Seconds until something may be asked; null: now. */
  secondsToWait(nowMs: number): number | null {
    return nowMs < this.#blockedUntilMs ? Math.ceil((this.#blockedUntilMs - nowMs) / 1_000) : null;
  }

  /**
   * Zendesk docs, Rate limits: `ratelimit-remaining` and `ratelimit-reset` (seconds), the older `X-Rate-Limit-Remaining`
   * without a time; the windows are minutes.
   */
  note(headers: Headers, nowMs: number): void {
    const remaining = numberIn(headers, 'ratelimit-remaining') ?? numberIn(headers, 'x-rate-limit-remaining');
    const resetSeconds = numberIn(headers, 'ratelimit-reset');
    if (remaining === null || resetSeconds === null || remaining > this.#reserve) return;
    this.block(resetSeconds, nowMs);
  }

  block(seconds: number, nowMs: number): void {
    this.#blockedUntilMs = Math.max(this.#blockedUntilMs, nowMs + seconds * 1_000);
  }
}

/** Seconds that the answer asks us to stay away, or a minute, the length of Zendesk's windows. */
export function retryAfterSeconds(headers: Headers): number {
  return Math.max(1, Math.ceil(numberIn(headers, 'retry-after') ?? 60));
}

function numberIn(headers: Headers, name: string): number | null {
  const text = headers.get(name);
  return text !== null && /^\d{1,9}(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}
