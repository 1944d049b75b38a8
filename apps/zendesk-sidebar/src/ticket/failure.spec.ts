import { describe, expect, it } from '@jest/globals';
import { failureOf, TicketFailure } from './failure.js';
import { readTicket } from './read-ticket.js';

describe('what a rejected request means', () => {
  it.each([
    [401, 'key'],
    [403, 'key'],
    [404, 'foreign'],
    [429, 'busy'],
    [503, 'busy'],
    [400, 'unreadable'],
    [502, 'unreachable'],
    [0, 'unreachable'],
  ])('%s: %s', (status, kind) => {
    expect(failureOf({ status, responseText: '' }).kind).toBe(kind);
  });

  it.each([new Error('timeout'), undefined, 'failed', null])('is that nobody answered, for %s', (reason) => {
    expect(failureOf(reason).kind).toBe('unreachable');
  });

  it('keeps a failure that is known already', () => {
    const known = new TicketFailure('host');
    expect(failureOf(known)).toBe(known);
  });
});

describe('an answer', () => {
  it('may come as text', () => {
    expect(readTicket('{"state":"none"}')).toEqual({ state: 'none' });
  });

  it.each(['<html>', '[]', 'null', null, undefined, 7, { state: 'unheard of' }, {}])(
    'is not read from %j',
    (body) => {
      expect(() => readTicket(body)).toThrow('unreadable');
    },
  );
});
