import { describe, expect, it } from '@jest/globals';
import { packBytes, packTexts } from './pack-bytes.js';

describe('packTexts', () => {
  it('packs texts as their bytes would be packed', () => {
    const texts = ['{"a":"Köln 📦"}', '', 'plain', '"half of a pair: \uD83D"', 'ﾊﾝｶｸ'];
    const packed = packTexts(texts);
    expect(packed).toEqual(packBytes(texts.map((text) => Buffer.from(text))));
    const parts = packed.starts.map((start, index) =>
      packed.bytes.subarray(start - 1, start - 1 + (packed.lengths[index] ?? 0)).toString(),
    );
    expect(parts).toEqual(texts.map((text) => text.toWellFormed()));
  });

  it('packs nothing', () => {
    expect(packTexts([])).toEqual({ bytes: Buffer.alloc(0), starts: [], lengths: [] });
  });
});
