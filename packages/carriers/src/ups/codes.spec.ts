import { describe, expect, it } from '@jest/globals';
import { CODE_TABLES, findRow } from './codes.js';

describe('the key of a UPS status', () => {
  it.each([
    ['the same letters of type I', '/I/DP', 'in_transit', undefined],
    ['the same letters of type M', '/M/DP', 'label_created', undefined],
    ['the same letters of type X', '/X/DP', undefined, 'service_restriction'],
    ['a status before its code', '011/X/DL', 'delivered', undefined],
    ['a code where the status is vague', '013/X/DF', undefined, 'disaster'],
    ['a code with a zero before it', '013/X/06', undefined, 'missort'],
    ['a vague status with a code that is not known', '013/X/Q?', undefined, 'unspecified'],
    ['an attempt, and why it failed', '024/X/AY', 'delivery_attempted', 'business_closed'],
    ['an attempt whose code says nothing of it', '022/I/AR', 'delivery_attempted', 'recipient_unavailable'],
    ['a type alone', '/MV/', 'cancelled', undefined],
  ])('%s: %s', (...[, status, milestone, reason]) => {
    const [statusCode = '', type = '', code = ''] = status.split('/');
    const row = findRow({ statusCode, type, code });
    expect([row?.milestone, row?.reason]).toEqual([milestone, reason]);
  });

  it('keeps its leading zeros', () => {
    expect(findRow({ statusCode: '21', type: '', code: '' })).toBeUndefined();
    const codes = Object.keys(CODE_TABLES[0]?.rows ?? {});
    expect(codes.filter((code) => !/^\d{3}$/.test(code))).toEqual([]);
  });

  it('knows all of the 160 that UPS lists', () => {
    const listed = [0, 3, 5, 6, 7, ...range(10, 14), ...range(16, 30), ...range(32, 149), ...range(153, 169)];
    const missing = listed.filter((n) => !(String(n).padStart(3, '0') in (CODE_TABLES[0]?.rows ?? {})));
    expect(missing).toEqual([]);
  });

  it('hears that an exception is on its way again', () => {
    expect(findRow({ statusCode: '047', type: 'X', code: '' })?.kind).toBe('exception_resolved');
    expect(findRow({ statusCode: '047', type: 'I', code: '' })?.kind).toBe('milestone');
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
