/** Lint rules that bound the size and shape of code: a hit of one of them is what the report counts. */
export const SHAPE_RULES = ['max-lines', 'max-lines-per-function', 'complexity', 'max-depth', 'max-params'];

/** Hits per 1,000 lines that a package may have, those disabled with a reason included. */
export const MOST_HITS_PER_THOUSAND_LINES = 1;

const JUNK_DRAWER = /(^|[/-])(utils?|helpers?|common|shared|managers?)([/.]|$)/;

/** All lines and, of them, those that hold nothing but comment. */
export function countLines(text) {
  let comment = 0;
  let isInside = false;
  const lines = text.replace(/\n$/, '').split('\n');
  for (const line of lines.map((each) => each.trim())) {
    const opens = line.startsWith('/*');
    if (isInside || opens || line.startsWith('//')) comment += 1;
    isInside = (isInside || opens) && !line.includes('*/');
  }
  return { lines: lines.length, comment };
}

/** The `oxlint-disable` comments of a file: which of the shape rules they switch off, and whether they say why. */
export function findDisables(text) {
  return [...text.matchAll(/(?:ox|es)lint-disable(?:-next-line|-line)?(.*)$/gm)].map(([, rest]) => ({
    hits: SHAPE_RULES.filter((rule) =>
      rest
        .split(' -- ')[0]
        .split(/[\s,/]+/)
        .includes(rule),
    ).length,
    hasReason: / -- \S/.test(rest),
  }));
}

/** What a file's name and kind break: junk drawers, barrels other than a package's door. */
export function findMisnomers(path, text) {
  const found = [];
  if (JUNK_DRAWER.test(path.replace(/^(apps|packages)\/[^/]+\/src\//, '')))
    found.push(`${path}: a junk drawer by name`);
  const isBarrel = /^\s*export \*/m.test(text) && !/^[^/]+\/[^/]+\/src\/index\.ts$/.test(path);
  if (isBarrel) found.push(`${path}: a barrel that is not a package's door`);
  return found;
}

/** The value that `share` of the sorted numbers do not pass (nearest rank). */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** One row of the report: the sizes of a package's files and its hits. */
export function measurePackage(name, files) {
  const counts = files.map(({ text }) => countLines(text));
  const lines = counts.reduce((sum, each) => sum + each.lines, 0);
  const sizes = counts.map((each) => each.lines);
  const disables = files.flatMap(({ text }) => findDisables(text));
  const hits =
    files.reduce((sum, file) => sum + file.hits, 0) + disables.reduce((sum, each) => sum + each.hits, 0);
  return {
    name,
    files: files.length,
    lines,
    median: percentile(sizes, 0.5),
    p95: percentile(sizes, 0.95),
    max: Math.max(0, ...sizes),
    commentPercent:
      lines === 0 ? 0 : Math.round((100 * counts.reduce((sum, each) => sum + each.comment, 0)) / lines),
    disables: disables.length,
    hits,
    hitsPerThousandLines: lines === 0 ? 0 : (1000 * hits) / lines,
  };
}
