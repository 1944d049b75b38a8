const WINDOW_DAYS = 45;
const LEAST_OUTCOMES = 20;

/** What anybody would try first: the quantiles of what was delivered in the last 45 days. */
export class RollingQuantiles {
  readonly #outcomes: { readonly day: number; readonly took: number }[] = [];

  /** In the order of the days. */
  add(day: number, took: number): void {
    this.#outcomes.push({ day, took });
  }

  quantiles(day: number): { readonly likely: number; readonly p10: number; readonly p90: number } | null {
    const first = this.#outcomes.findIndex((outcome) => outcome.day > day - WINDOW_DAYS);
    if (first > 0) this.#outcomes.splice(0, first);
    if (first === -1 || this.#outcomes.length < LEAST_OUTCOMES) return null;
    const sorted = this.#outcomes.map(({ took }) => took).sort((a, b) => a - b);
    return { likely: quantile(sorted, 0.5), p10: quantile(sorted, 0.1), p90: quantile(sorted, 0.9) };
  }
}

function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (position - Math.floor(position)) * (above - below);
}
