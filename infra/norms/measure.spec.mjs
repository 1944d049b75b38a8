import { describe, expect, it } from '@jest/globals';
import { countLines, findDisables, findMisnomers, measurePackage, percentile } from './measure.mjs';

describe('the norms', () => {
  it('count all lines, and those that are nothing but comment', () => {
    const text = '/** one\n * two */\n\n// three\nconst a = 1; // code\n/* four */\n';
    expect(countLines(text)).toEqual({ lines: 6, comment: 4 });
  });

  it('see which shape rules a disable switches off and whether it says why', () => {
    const text = [
      '// oxlint-disable-next-line max-params, complexity -- Nest hands them over one by one',
      '/* oxlint-disable no-console */',
    ].join('\n');
    expect(findDisables(text)).toEqual([
      { hits: 2, hasReason: true },
      { hits: 0, hasReason: false },
    ]);
  });

  it('know a junk drawer and a barrel, and a package door from a barrel', () => {
    const barrel = "export * from './a.js';\n";
    expect(findMisnomers('packages/x/src/index.ts', barrel)).toEqual([]);
    expect(findMisnomers('packages/x/src/ups/index.ts', barrel)).toHaveLength(1);
    expect(findMisnomers('packages/x/src/utils/pad.ts', '')).toHaveLength(1);
    expect(findMisnomers('packages/x/src/string-utils.ts', '')).toHaveLength(1);
    expect(findMisnomers('packages/x/src/common-carrier/map.ts', '')).toEqual([]);
  });

  it('take percentiles by nearest rank', () => {
    expect(percentile([30, 10, 20], 0.5)).toBe(20);
    expect(percentile([10, 20, 30, 40], 0.95)).toBe(40);
    expect(percentile([], 0.5)).toBe(0);
  });

  it('count disabled hits like the others, per 1,000 lines', () => {
    const file = {
      path: 'a',
      text: '// oxlint-disable-next-line complexity -- one table\n'.repeat(500),
      hits: 1,
    };
    expect(measurePackage('p', [file])).toMatchObject({ lines: 500, hits: 501, hitsPerThousandLines: 1002 });
  });
});
