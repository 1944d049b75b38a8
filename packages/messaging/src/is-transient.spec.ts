import { describe, expect, it } from '@jest/globals';
import { errors } from '@nats-io/transport-node';
import { isTransient } from './is-transient.js';
import { RpcError } from './rpc-error.js';

const coded = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('isTransient', () => {
  it.each([
    ['a deadlock', coded('40P01')],
    ['a serialization failure', coded('40001')],
    ['a server that is shut down', coded('57P01')],
    ['a connection failure of Postgres', coded('08006')],
    ['a refused connection', coded('ECONNREFUSED')],
    ["node-postgres' own words", new Error('Connection terminated unexpectedly')],
    ['a closed NATS connection', new errors.ClosedConnectionError()],
    ['an RPC that nobody answered', new RpcError('unavailable', 'nobody')],
    ['an error that says so', Object.assign(new Error('later'), { transient: true })],
    ['one of several', new AggregateError([new Error('other'), coded('ECONNREFUSED')])],
    ['a cause', new Error('could not be stored', { cause: coded('40P01') })],
  ])('takes %s for transient', (_name, error) => {
    expect(isTransient(error)).toBe(true);
  });

  it.each([
    ['a constraint', coded('23505')],
    ['a statement that took too long', coded('57014')],
    ['a bug', new TypeError('x is not a function')],
    ['an RPC refused', new RpcError('invalid', 'no')],
    ['a class that only begins alike', coded('080060')],
    ['no error', 'ECONNREFUSED'],
  ])('takes %s for the fault of what is handled', (_name, error) => {
    expect(isTransient(error)).toBe(false);
  });

  it('looks at a circle of causes for a bounded time', () => {
    const error = new Error('round');
    error.cause = error;
    expect(isTransient(error)).toBe(false);
  });
});
