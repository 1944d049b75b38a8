import { describe, expect, it } from '@jest/globals';
import { headerOf, type SignedRequest } from './request.js';
import { signTimestamped, verifyTimestamped } from './timestamped.js';

const NOW = '2026-11-22T12:00:00.000Z';
const rawBody = Buffer.from('{"a":1}');
const request: SignedRequest = { rawBody, headers: {}, secrets: ['first', 'second'], now: NOW };

describe('verifyTimestamped', () => {
  it('takes either secret while one is being replaced', () => {
    for (const secret of request.secrets)
      expect(verifyTimestamped(request, signTimestamped(rawBody, secret, NOW))).toEqual({ ok: true });
  });

  it.each([
    ['nothing', null, 'missing'],
    ['no time', 'v1=00', 'malformed'],
    ['a digest that is too short', 't=1790000000,v1=00', 'malformed'],
    ['another secret', signTimestamped(rawBody, 'third', NOW), 'mismatch'],
    ['another body', signTimestamped(Buffer.from('{"a":2}'), 'first', NOW), 'mismatch'],
    ['six minutes ago', signTimestamped(rawBody, 'first', '2026-11-22T11:54:00.000Z'), 'stale'],
    ['six minutes ahead', signTimestamped(rawBody, 'first', '2026-11-22T12:06:00.000Z'), 'stale'],
  ])('refuses %s', (_, header, reason) => {
    expect(verifyTimestamped(request, header)).toEqual({ ok: false, reason });
  });

  it('does not let the time be changed', () => {
    const header = signTimestamped(rawBody, 'first', '2026-11-22T11:54:00.000Z');
    const moved = header.replace(/t=\d+/, `t=${Date.parse(NOW) / 1000}`);
    expect(verifyTimestamped(request, moved)).toEqual({ ok: false, reason: 'mismatch' });
  });
});

describe('headerOf', () => {
  it('finds a header in any case and takes the first of many', () => {
    expect(headerOf({ 'X-Sign': ['a', 'b'] }, 'x-sign')).toBe('a');
    expect(headerOf({ 'x-sign': '' }, 'X-Sign')).toBeNull();
    expect(headerOf({}, 'X-Sign')).toBeNull();
  });
});
