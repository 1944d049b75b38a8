import { describe, expect, it } from '@jest/globals';
import { readAddress } from './corrected-address.js';

const given = { street: '12 Quay Street', extra: '', postcode: 'TR11 3LW', city: 'Falmouth' };

describe('readAddress', () => {
  it('takes lines without what stands around and between them unseen', () => {
    expect(readAddress({ ...given, street: '  12\u202E Quay\r\nStreet\u200B ' })).toEqual({ address: given });
  });

  it('needs no postcode and nothing more', () => {
    expect(readAddress({ ...given, postcode: '' })).toMatchObject({ address: { postcode: '' } });
  });

  it.each([
    [{ ...given, street: ' ' }, { street: 'missing' }],
    [{ ...given, city: '' }, { city: 'missing' }],
    [
      { ...given, street: '???', postcode: 'x'.repeat(21) },
      { street: 'no_text', postcode: 'too_long' },
    ],
    [{ ...given, extra: 'x'.repeat(101) }, { extra: 'too_long' }],
  ])('says of every field of %j what is wrong with it', (form, problems) => {
    expect(readAddress(form)).toEqual({ problems });
  });
});
