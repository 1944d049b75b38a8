import { describe, expect, it } from '@jest/globals';
import { normaliseEmail, normalisePostcode, orderNumberKey } from './normal-forms.js';

it.each(['1001', '#1001', ' # 1001 '])('takes %j for order 1001', (number) => {
  expect(orderNumberKey(number)).toBe('1001');
});

describe('what differs', () => {
  it('stays different', () => {
    expect(orderNumberKey('10-01')).not.toBe(orderNumberKey('1001'));
    expect(normaliseEmail('jo.x@example.org')).not.toBe(normaliseEmail('jox@example.org'));
    expect(normalisePostcode('94601')).not.toBe(normalisePostcode('94602'));
  });
});

it.each(['SW1A 1AA', 'sw1a1aa', 'sw1a-1aa', 'ＳＷ１Ａ １ＡＡ'])('takes %j for one postcode', (postcode) => {
  expect(normalisePostcode(postcode)).toBe('SW1A1AA');
});

it('takes an e-mail in any case, with spaces around', () => {
  expect(normaliseEmail(' Jo@Example.ORG ')).toBe('jo@example.org');
});
