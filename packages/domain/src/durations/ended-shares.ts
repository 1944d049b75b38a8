/**
 * The product-limit estimate of Kaplan and Meier over bins: the share that has ended by each bin's first edge, of what
 * ends at all, and by the last one's end. What is still open counts as far as it has come.
 */
export function endedShares(ended: Float64Array, open: Float64Array): Float64Array {
  const shares = new Float64Array(ended.length + 1);
  let atRisk = sum(ended) + sum(open);
  let lasting = 1;
  ended.forEach((endedHere, bin) => {
    if (atRisk > 1e-9) lasting *= Math.max(0, 1 - endedHere / atRisk);
    atRisk -= endedHere + (open[bin] ?? 0);
    shares[bin + 1] = 1 - lasting;
  });
  const all = 1 - lasting;
  return all > 0 ? shares.map((share) => share / all) : shares;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
