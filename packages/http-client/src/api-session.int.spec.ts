import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basicAuth, type ApiAuth, type ApiRequest } from './api-request.js';
import { ApiSession, type SessionOptions } from './api-session.js';
import { converse, type Conversation } from './converse.js';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let server: Server;
let handler: Handler;
let asked: { method: string; url: string; authorization: string | undefined; body: string }[];
const GET: ApiRequest = { method: 'GET', path: '/things' };

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { method = '', url = '', headers } = request;
      asked.push({ method, url, authorization: headers.authorization, body });
      handler(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function session(over: Partial<SessionOptions> = {}): ApiSession {
  const { port } = server.address() as AddressInfo;
  return new ApiSession({
    baseUrl: `http://127.0.0.1:${port}/v1/`,
    auth: { kind: 'headers', headers: { 'x-key': 'secret' } },
    timeoutMs: 5_000,
    maxAnswerBytes: 1_000,
    signal: new AbortController().signal,
    ...over,
  });
}

describe('a request', () => {
  it('is sent as described, and its answer comes back whole', async () => {
    handler = (_, response) => response.writeHead(404, { 'X-Hint': 'yes' }).end('{"error":1}');
    const called = await session().call({
      method: 'POST',
      path: '/things/a%2Fb',
      query: { q: 'x y', none: undefined },
      body: { form: { a: '1&2', none: undefined } },
    });
    expect(asked).toEqual([
      { method: 'POST', url: '/v1/things/a%2Fb?q=x+y', authorization: undefined, body: 'a=1%262' },
    ]);
    if ('failure' in called) throw new Error(called.failure.message);
    expect([called.answer.status, called.answer.headers['x-hint']]).toEqual([404, 'yes']);
    expect(Buffer.from(called.answer.body).toString()).toBe('{"error":1}');
  });

  it.each<[string, Handler, object]>([
    ['401', (_, response) => response.writeHead(401).end(), { code: 'unauthorized' }],
    [
      '429 with a wait',
      (_, response) => response.writeHead(429, { 'retry-after': '30' }).end(),
      { code: 'rate_limited', retryAfterSeconds: 30 },
    ],
    [
      '429 with an absurd wait',
      (_, response) => response.writeHead(429, { 'retry-after': '999999999' }).end(),
      { code: 'rate_limited', retryAfterSeconds: 86_400 },
    ],
    [
      "429 with Shopify's wait",
      (_, response) => response.writeHead(429, { 'retry-after': '2.0' }).end(),
      { code: 'rate_limited', retryAfterSeconds: 2 },
    ],
    [
      '429 until a date, by its own clock',
      (_, response) =>
        response
          .writeHead(429, {
            date: 'Sun, 22 Nov 2026 11:59:30 GMT',
            'retry-after': 'Sun, 22 Nov 2026 12:01:00 GMT',
          })
          .end(),
      { code: 'rate_limited', retryAfterSeconds: 90 },
    ],
    [
      '503 with a wait in milliseconds',
      (_, response) => response.writeHead(503, { 'retry-after': '9', 'retry-after-ms': '1200' }).end(),
      { code: 'unavailable', retryAfterSeconds: 2 },
    ],
    ['503', (_, response) => response.writeHead(503).end(), { code: 'unavailable' }],
    ['405', (_, response) => response.writeHead(405).end(), { code: 'invalid' }],
    [
      'a redirect, which would carry the credentials elsewhere',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      { code: 'unavailable' },
    ],
    [
      'a body that breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': '500' });
        response.write('{"a":');
        setTimeout(() => response.destroy(), 20);
      },
      { code: 'unavailable' },
    ],
    ['a body without end', (_, response) => response.end('x'.repeat(2_000)), { code: 'unavailable' }],
  ])('answered by %s is a failure with a code', async (_, answer, failure) => {
    handler = answer;
    expect(await session().call(GET)).toMatchObject({ failure });
  });

  it.each(['soon', '', '-5', '1e9', 'Sun, 32 Nov', 'Sun, 39 Nov 2026 12:00:00 GMT'])(
    'answered by a wait of %j is not taken for one',
    async (wait) => {
      handler = (_, response) => response.writeHead(429, { 'retry-after': wait }).end();
      expect(await session().call(GET)).toEqual({
        failure: { code: 'rate_limited', message: 'answered 429' },
      });
    },
  );

  it('that is not answered in time, or given up, is a failure', async () => {
    handler = () => undefined;
    const giveUp = new AbortController();
    const slow = session({ timeoutMs: 60 }).call(GET);
    const given = session({ signal: giveUp.signal }).call(GET);
    giveUp.abort();
    expect(await slow).toEqual({ failure: { code: 'unavailable', message: 'no answer within 60 ms' } });
    expect(await given).toMatchObject({ failure: { code: 'unavailable' } });
  });

  it('to nobody tells the reason and no credential', async () => {
    const nobody = session({
      baseUrl: 'http://127.0.0.1:1',
      auth: { kind: 'headers', headers: { 'x-key': 'secret' } },
    });
    const called = await nobody.call(GET);
    expect(called).toMatchObject({ failure: { code: 'unavailable' } });
    expect(JSON.stringify(called)).not.toContain('secret');
  });
});

describe('client credentials', () => {
  const auth: ApiAuth = {
    kind: 'client_credentials',
    token: {
      method: 'POST',
      path: '/token',
      headers: basicAuth('me', 'pw'),
      body: { form: { grant_type: 'x' } },
    },
  };
  const tokens = () => asked.filter(({ url }) => url === '/v1/token').length;

  it('are exchanged once for all who wait, and again shortly before the token ends', async () => {
    let nowMs = 0;
    handler = ({ url }, response) =>
      response.end(url === '/v1/token' ? '{"access_token":"t1","expires_in":"3600"}' : '{}');
    const api = session({ auth, nowMs: () => nowMs });
    await Promise.all([api.call(GET), api.call(GET), api.call(GET)]);
    expect(tokens()).toBe(1);
    expect(asked.at(-1)?.authorization).toBe('Bearer t1');
    nowMs = 3_539_000;
    await api.call(GET);
    expect(tokens()).toBe(1);
    nowMs = 3_540_000;
    await api.call(GET);
    expect(tokens()).toBe(2);
  });

  it('are exchanged again, once, when the token is no longer accepted', async () => {
    handler = ({ url, headers }, response) => {
      if (url === '/v1/token') return response.end(`{"access_token":"t${tokens()}"}`);
      return response.writeHead(headers.authorization === 'Bearer t2' ? 200 : 401).end('{}');
    };
    expect(await session({ auth }).call(GET)).toMatchObject({ answer: { status: 200 } });
    expect(tokens()).toBe(2);
    handler = ({ url }, response) =>
      url === '/v1/token' ? response.end('{"access_token":"t"}') : response.writeHead(401).end();
    asked = [];
    expect(await session({ auth }).call(GET)).toMatchObject({ failure: { code: 'unauthorized' } });
    expect(asked).toHaveLength(4);
  });

  it('that are refused are told as such', async () => {
    handler = (_, response) => response.writeHead(400).end('{"error":"invalid_client"}');
    const failure = { code: 'unauthorized', message: 'its token endpoint answered 400' };
    expect(await session({ auth }).call(GET)).toEqual({ failure });
  });
});

it('asks what the answer before led to, and ends with the first failure', async () => {
  function* counting(): Conversation<number> {
    const first = yield GET;
    const second = yield { method: 'GET', path: `/things/${first.status}` };
    return first.status + second.status;
  }
  handler = (_, response) => response.writeHead(asked.length < 4 ? 200 : 500).end();
  const api = session();
  const ask = () => converse(counting(), (request) => api.call(request));
  expect(await ask()).toEqual({ result: 400 });
  expect(asked.at(-1)?.url).toBe('/v1/things/200');
  expect(await ask()).toMatchObject({ failure: { code: 'unavailable' } });
});
