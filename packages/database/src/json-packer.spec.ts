import { deflateSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { JsonPacker } from './json-packer.js';

const parcel = (n: number): object => ({ parcelId: `p${n}`, milestone: 'in_transit', city: 'MEMPHIS' });
const json = JSON.stringify({ parcels: Array.from({ length: 8 }, (_, n) => parcel(n)) });

const FIRST = JSON.stringify(parcel(0));
const packer = new JsonPacker([FIRST]);

describe('packed JSON', () => {
  it('is what it was, in any script and of any length', () => {
    const texts = ['[]', JSON.stringify({ city: 'Łódź', name: '東京 😀', said: '{"\\u0000"}' }), json];
    for (const text of [...texts, `[${Array(5_000).fill(json).join(',')}]`])
      expect(packer.unpack(packer.pack(text))).toBe(text);
  });

  it('is smaller than what it holds, and a single document too by what the dictionary has of it', () => {
    const single = JSON.stringify(parcel(7));
    expect(packer.pack(json).length).toBeLessThan(json.length / 2);
    expect(packer.pack(single).length).toBeLessThan(single.length / 2);
    expect(new JsonPacker(['']).pack(single).length).toBeGreaterThan(single.length / 2);
  });

  it('is opened by the dictionary that packed it, whichever came since', () => {
    const since = new JsonPacker([FIRST, '"steps":[],"holds":[]']);
    expect(since.unpack(packer.pack(json))).toBe(json);
    expect(since.unpack(since.pack(json))).toBe(json);
  });

  it('is opened as it was written long ago', () => {
    const written = Buffer.from('ATV55WI7AAAACjsAHzc7ABNgUEhJUyJ9', 'base64');
    expect(packer.unpack(written)).toBe(JSON.stringify(parcel(7)));
  });

  it('is read as it stands where it was never packed, and inflated where it was deflated', () => {
    expect(packer.unpack(Buffer.from(json))).toBe(json);
    expect(packer.unpack(deflateSync(json, { level: 1, windowBits: 13 }))).toBe(json);
    expect(packer.unpack(deflateSync(json))).toBe(json);
  });

  it('is refused where it is damaged, wherever that is', () => {
    const packed = packer.pack(json);
    for (const at of packed.keys()) {
      const damaged = Buffer.from(packed);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(() => packer.unpack(damaged)).toThrow();
    }
    for (let length = 0; length < packed.length; length++)
      expect(() => packer.unpack(packed.subarray(0, length))).toThrow();
  });

  it('is refused where it is of a dictionary or kind that nobody knows', () => {
    const newer = new JsonPacker([FIRST, FIRST]).pack(json);
    expect(() => packer.unpack(newer)).toThrow('they begin with 2');
    expect(() => packer.unpack(zstdCompressSync(json))).toThrow();
  });

  it('has a dictionary, and no more than its first byte can tell', () => {
    expect(() => new JsonPacker([])).toThrow('there are 0 dictionaries, and may be 1 to 7');
    expect(() => new JsonPacker(Array(8).fill(FIRST))).toThrow('there are 8 dictionaries');
  });
});
