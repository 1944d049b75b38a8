import { describe, expect, it } from '@jest/globals';
import { packJson, unpackJson } from './packed-json.js';

const document = {
  parcels: Array.from({ length: 8 }, (_, n) => ({
    parcelId: `p${n}`,
    milestone: 'in_transit',
    lastPlace: { city: 'MEMPHIS' },
  })),
  timeline: Array.from({ length: 8 }, (_, n) => ({
    at: `2026-11-2${n}T10:00:00.000Z`,
    text: 'Arrived at hub',
  })),
};

describe('packed JSON', () => {
  it('is what it was, in any script', () => {
    const json = JSON.stringify({ city: 'Łódź', name: '東京 😀', said: '{"\\u0000"}' });
    expect(unpackJson(packJson(json))).toBe(json);
  });

  it('is smaller than what it holds', () => {
    const json = JSON.stringify(document);
    expect(packJson(json).length).toBeLessThan(json.length * 0.7);
  });

  it('is read as it stands where it was never packed', () => {
    const json = JSON.stringify(document);
    expect(unpackJson(Buffer.from(json))).toBe(json);
  });

  it('is refused when it is damaged', () => {
    const packed = packJson(JSON.stringify(document));
    packed[packed.length - 1] = (packed.at(-1) ?? 0) ^ 1;
    expect(() => unpackJson(packed)).toThrow();
  });
});
