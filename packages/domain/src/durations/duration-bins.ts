/**
 * Spans are counted in bins whose edges grow by a fixed factor, as in DDSketch: a quantile is right to within that
 * factor whatever its size, and two counts merge by addition. Written here because the domain imports no library, and
 * those there are (@datadog/sketches-js, tdigest) neither forget nor count what has not ended yet.
 */
const GROWTH = 1.06;
const FIRST_EDGE_HOURS = 0.25;
/** The last edge lies past 180 days. */
export const BINS = 168;

const LOG_GROWTH = Math.log(GROWTH);
const edges = Float64Array.from({ length: BINS + 1 }, (_, bin) =>
  bin === 0 ? 0 : FIRST_EDGE_HOURS * GROWTH ** (bin - 1),
);

export function binOf(hours: number): number {
  if (hours < FIRST_EDGE_HOURS) return 0;
  return Math.min(BINS - 1, 1 + Math.floor(Math.log(hours / FIRST_EDGE_HOURS) / LOG_GROWTH));
}

/** Where a bin begins; that of `BINS` is where the last one ends. */
export function edgeHours(bin: number): number {
  return edges[bin] ?? 0;
}
