import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contrast, inkOn, readableOn } from './readable-colour.js';

const colours = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('colours of a brand', () => {
  it('are compared as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it('carry an ink that can be read, whatever the shop chose', () => {
    fc.assert(fc.property(colours, (ground) => contrast(inkOn(ground), ground) >= 4.5));
  });

  it('are shifted until they can be read, in light and in dark', () => {
    const grounds = fc.constantFrom('#f4f5f6', '#ffffff', '#1d2429', '#12171a');
    fc.assert(
      fc.property(
        grounds,
        colours,
        (ground, colour) => contrast(readableOn(ground, colour, 4.5), ground) >= 4.5,
      ),
    );
  });

  it('keep their hue and how strong it is: a dark green is not told in grey in the dark', () => {
    expect(readableOn('#1d2429', '#1f5c47', 4.5)).toBe('#37a47f');
    expect(readableOn('#ffffff', '#ffe100', 4.5)).toBe('#807100');
  });

  it('stay as they are where they can be read', () => {
    expect(readableOn('#ffffff', '#0b5c73', 4.5)).toBe('#0b5c73');
  });
});
