import { describe, expect, it } from '@jest/globals';
import { causationOfRequest } from './causation-of-request.js';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

describe('causationOfRequest', () => {
  it('takes the id of the caller, else of the trace, else a new one', () => {
    expect(causationOfRequest({ 'x-correlation-id': 'order-7', traceparent })).toEqual({
      correlationId: 'order-7',
      causationId: null,
      traceparent,
    });
    expect(causationOfRequest({ traceparent }).correlationId).toBe(traceId);
    expect(causationOfRequest({}).correlationId).not.toBe(causationOfRequest({}).correlationId);
  });

  it.each([
    [{ 'x-correlation-id': 'a\nb' }],
    [{ 'x-correlation-id': 'x'.repeat(65) }],
    [{ traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
    [{ traceparent: 'nonsense' }],
  ])('believes nothing of %j', (headers) => {
    expect(causationOfRequest(headers)).toMatchObject({
      correlationId: expect.stringMatching(/^[\da-f-]{36}$/),
      traceparent: null,
    });
  });
});
