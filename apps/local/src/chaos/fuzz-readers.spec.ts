import { describe, expect, it } from '@jest/globals';
import { fuzzReaders } from './fuzz-readers.js';

describe('the fuzz of the chaos', () => {
  it('finds nothing in a few hundred bodies, and reads some of them', () => {
    const { problems, summary } = fuzzReaders({ seed: 1, bodies: 300, longBytes: 96_000 });
    expect(problems).toEqual([]);
    expect(summary).toMatch(
      /300 mutated bodies over \d+ sources.* [1-9]\d* events and orders, [1-9]\d* typed errors/,
    );
  });
});
