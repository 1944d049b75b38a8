import { describe, expect, it } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';
import { OverloadedError } from '@tidings/database';
import { RpcError } from '@tidings/messaging';
import { Failure } from './failure.js';
import { toFailure } from './to-failure.js';

const withFields = (fields: object) => Object.assign(new Error('as it was said'), fields);

describe('toFailure', () => {
  it.each([
    ['a failure', new Failure('conflict', 'as it was said'), 'conflict'],
    ['an overload of the database package', new OverloadedError('as it was said'), 'overloaded'],
    ['an error of another service', new RpcError('not_found', 'as it was said'), 'not_found'],
    ['a framework error', new NotFoundException('as it was said'), 'not_found'],
    ['an oversized body', withFields({ code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }), 'too_large'],
    ['a malformed request', withFields({ statusCode: 400 }), 'invalid'],
  ])('keeps code and words of %s', (_what, error, code) => {
    expect(toFailure(error)).toMatchObject({ code, message: 'as it was said' });
  });

  it('calls a lost connection unavailable, without its details', () => {
    const failure = toFailure(
      withFields({ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 10.0.0.7:5432' }),
    );
    expect(failure.code).toBe('unavailable');
    expect(failure.message).not.toContain('10.0.0.7');
  });

  it.each([withFields({ code: '23505' }), withFields({ statusCode: 500 }), 'a text', undefined])(
    'tells the caller nothing of %p',
    (error) => {
      expect(toFailure(error)).toMatchObject({ code: 'internal', cause: error });
      expect(toFailure(error).message).not.toContain('as it was said');
    },
  );
});
