import { describe, expect, it } from '@jest/globals';
import { aSnapshot } from '../../spec-support/snapshots.js';
import { packDocument, unpackDocument } from './packed-document.js';

describe('a packed document', () => {
  it('is what it was, in any script', () => {
    const json = JSON.stringify({ city: 'Łódź', name: '東京 😀', said: '{"\\u0000"}' });
    expect(unpackDocument(packDocument(json))).toBe(json);
  });

  it('is smaller than what it holds', () => {
    const json = JSON.stringify(aSnapshot());
    expect(packDocument(json).length).toBeLessThan(json.length * 0.7);
  });

  it('is read as it stands where it was kept before documents were packed', () => {
    const json = JSON.stringify(aSnapshot());
    expect(unpackDocument(Buffer.from(json))).toBe(json);
  });

  it('is refused when it is damaged', () => {
    const packed = packDocument(JSON.stringify(aSnapshot()));
    packed[packed.length - 1] = (packed.at(-1) ?? 0) ^ 1;
    expect(() => unpackDocument(packed)).toThrow();
  });
});
