import { describe, expect, it } from '@jest/globals';
import { firstUuidOf, uuidV7 } from './uuid-v7.js';

describe('uuidV7', () => {
  it('is the example of RFC 9562, appendix A.6', () => {
    expect(uuidV7(0x017f22e279b0, '919108f7-52d1-4cc3-98c4-dc0c0c07398f')).toBe(
      '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    );
  });

  it('sorts by time', () => {
    const late = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
    expect(firstUuidOf(1_001) > uuidV7(1_000, late)).toBe(true);
    expect(firstUuidOf(1_001) < uuidV7(1_001, late)).toBe(true);
  });
});
