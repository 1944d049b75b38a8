/** Suites that start servers, services or a browser: most of their time they wait, or make others wait. */
const LONG = /\.(e2e|browser)\.spec\.ts$/;

/**
 * Spreads the long suites evenly among the short ones. Without times of an earlier run jest goes by the size of files, and a
 * short file may take a minute: several such would run side by side, and the last of them alone.
 */
export default class SpreadLongSuites {
  sort(tests) {
    const long = tests.filter(({ path }) => LONG.test(path)).toSorted(byPath);
    const short = tests.filter(({ path }) => !LONG.test(path)).toSorted(byPath);
    const perLong = Math.ceil(short.length / Math.max(1, long.length));
    const spread = long.flatMap((test, index) => [
      test,
      ...short.slice(index * perLong, (index + 1) * perLong),
    ]);
    return [...spread, ...short.slice(long.length * perLong)];
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {
    // The order does not depend on how long an earlier run took.
  }
}

function byPath(one, other) {
  return one.path < other.path ? -1 : 1;
}
