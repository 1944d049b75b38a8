import { describe, expect, it } from '@jest/globals';
import { isTransient } from './is-transient.js';

const withCode = (code: string) => Object.assign(new Error('failed'), { code });

describe('isTransient', () => {
  it.each(['08006', '40001', '40P01', '53300', '57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET'])(
    'takes %s for passing',
    (code) => {
      expect(isTransient(withCode(code))).toBe(true);
    },
  );

  it.each(['23505', '57014', '42P01', '22P02', 'ERR_INVALID_ARG_TYPE'])('takes %s for lasting', (code) => {
    expect(isTransient(withCode(code))).toBe(false);
  });

  it('takes a missing socket for passing, a missing file for lasting', () => {
    expect(isTransient(Object.assign(withCode('ENOENT'), { syscall: 'connect' }))).toBe(true);
    expect(isTransient(Object.assign(withCode('ENOENT'), { syscall: 'open' }))).toBe(false);
  });

  it('knows the pool by its words', () => {
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransient(new Error('timeout exceeded when trying to connect'))).toBe(true);
    expect(isTransient(new Error('Cannot use a pool after calling end on the pool'))).toBe(false);
  });

  it('looks into causes and into what happy eyeballs gathered', () => {
    expect(isTransient(new Error('could not save', { cause: withCode('57P01') }))).toBe(true);
    expect(isTransient(new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]))).toBe(true);
    expect(isTransient('57P01')).toBe(false);
  });
});
