import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bench, failureOf, openBench } from './spec-support/bench.js';
import type { Answer } from './spec-support/run-account.js';

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const change = { status: 'solved', metadata: { decision: 'd-1' } } as const;

async function update(): Promise<unknown> {
  return bench.helpdesk.updateTicket(await bench.helpdesk.readTicket('35436'), change);
}

describe('a refusal', () => {
  it.each<[string, Answer, unknown]>([
    [
      'an older copy',
      { status: 409, body: { error: 'UpdateConflict', description: 'Safe Update prevented the update' } },
      { code: 'conflict' },
    ],
    [
      'a closed ticket',
      {
        status: 422,
        body: {
          error: 'RecordInvalid',
          details: { status: [{ description: 'Status: closed prevents ticket update' }] },
        },
      },
      { code: 'conflict' },
    ],
    [
      'a field that must be filled in',
      {
        status: 422,
        body: { error: 'RecordInvalid', details: { base: [{ description: 'Order: needed to solve' }] } },
      },
      { code: 'invalid', field: 'base' },
    ],
    [
      'what is not there',
      { status: 404, body: { error: 'RecordNotFound', description: 'Not found' } },
      { code: 'not_found' },
    ],
    [
      'what is not allowed',
      { status: 403, body: { error: { title: 'Forbidden', message: 'You do not have access' } } },
      { code: 'unauthorized' },
    ],
    [
      'too much, in a text',
      {
        status: 429,
        headers: { 'retry-after': '17', 'content-type': 'text/plain' },
        body: 'Number of allowed API requests per minute exceeded',
      },
      { code: 'rate_limited', retryAfterSeconds: 17 },
    ],
    ['too much, without a time', { status: 429, body: '' }, { code: 'rate_limited', retryAfterSeconds: 60 }],
    [
      'a fault of Zendesk',
      { status: 500, body: '<html>' },
      { code: 'unavailable', mayHaveHappened: true, retryAfterSeconds: null },
    ],
    [
      'maintenance',
      { status: 503, headers: { 'retry-after': '30' }, body: 'later' },
      { code: 'unavailable', mayHaveHappened: false, retryAfterSeconds: 30 },
    ],
    [
      'a cut connection',
      { body: null },
      { code: 'unavailable', mayHaveHappened: true, retryAfterSeconds: null },
    ],
    [
      'an answer that is no JSON',
      { body: '<html>' },
      { code: 'unavailable', mayHaveHappened: true, retryAfterSeconds: null },
    ],
    ['an answer that is not as documented', { body: { audit: {} } }, { code: 'invalid', field: 'audit.id' }],
    [
      'another address',
      { status: 302, headers: { location: 'https://evil.example' }, body: '' },
      { code: 'unavailable', mayHaveHappened: true, retryAfterSeconds: null },
    ],
  ])('of an update is told in our words: %s', async (_, answer, failure) => {
    bench.special = ({ method }) => (method === 'PUT' ? answer : undefined);
    expect(await failureOf(update())).toEqual(failure);
  });

  it('says nothing of what customers wrote', async () => {
    bench.special = ({ method }) =>
      method === 'PUT'
        ? { status: 422, body: { error: 'RecordInvalid', description: 'Ada said x' } }
        : undefined;
    await expect(update()).rejects.toThrow('Zendesk answered 422: RecordInvalid');
  });

  it('of a read leaves no doubt about a write', async () => {
    bench.special = ({ url }) => (/\/tickets\//.test(url) ? { body: null } : undefined);
    expect(await failureOf(bench.helpdesk.readTicket('35436'))).toMatchObject({
      code: 'unavailable',
      mayHaveHappened: false,
    });
  });
});

describe('the token', () => {
  const grants = () => bench.account.sent.filter(({ url }) => url === '/oauth/tokens').length;

  it('is asked for once, whoever needs it, and renewed ahead of its end', async () => {
    await Promise.all([
      bench.helpdesk.readTicket('35436'),
      bench.helpdesk.listMacros(),
      bench.helpdesk.readTicket('35436'),
    ]);
    expect(grants()).toBe(1);
    bench.nowMs += 7_139_000;
    await bench.helpdesk.listMacros();
    expect(grants()).toBe(1);
    bench.nowMs += 2_000;
    await bench.helpdesk.listMacros();
    expect(grants()).toBe(2);
  });

  it('is renewed once where it is refused, and then it is a person’s to mend', async () => {
    let tokens = 0;
    bench.special = ({ url, authorization }) => {
      if (url === '/oauth/tokens') return { status: 201, body: { access_token: `token-${(tokens += 1)}` } };
      return authorization === 'Bearer token-1'
        ? { status: 401, body: { error: 'invalid_token' } }
        : undefined;
    };
    await bench.helpdesk.listMacros();
    expect(grants()).toBe(2);
    bench.special = ({ url }) =>
      url === '/oauth/tokens' ? undefined : { status: 401, body: { error: "Couldn't authenticate you" } };
    expect(await failureOf(bench.helpdesk.listMacros())).toEqual({ code: 'unauthorized' });
  });

  it('is refused to the wrong client', async () => {
    bench.special = () => ({ status: 401, body: { error: 'invalid_client' } });
    expect(await failureOf(bench.helpdesk.listMacros())).toEqual({ code: 'unauthorized' });
  });
});

describe('the limits', () => {
  it('are kept: with the reserve reached nothing is asked before the window ends', async () => {
    bench.special = ({ url }) =>
      /macros/.test(url)
        ? { headers: { 'ratelimit-remaining': '20', 'ratelimit-reset': '41' }, body: { macros: [] } }
        : undefined;
    await bench.helpdesk.listMacros();
    const asked = bench.account.sent.length;
    expect(await failureOf(bench.helpdesk.listMacros())).toEqual({
      code: 'rate_limited',
      retryAfterSeconds: 41,
    });
    expect(bench.account.sent).toHaveLength(asked);
    bench.nowMs += 41_000;
    expect(await failureOf(bench.helpdesk.listMacros())).toBeNull();
  });

  it('of updates say nothing of reads', async () => {
    bench.special = ({ method }) =>
      method === 'PUT' ? { status: 429, headers: { 'retry-after': '9' }, body: '' } : undefined;
    expect(await failureOf(update())).toEqual({ code: 'rate_limited', retryAfterSeconds: 9 });
    expect(await failureOf(bench.helpdesk.listMacros())).toBeNull();
    bench.special = () => undefined;
    expect(await failureOf(update())).toEqual({ code: 'rate_limited', retryAfterSeconds: 9 });
  });
});
