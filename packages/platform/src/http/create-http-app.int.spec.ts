import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Body, Controller, Get, HttpCode, Module, Param, Post, UseGuards } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Registry } from 'prom-client';
import type { Brand } from '../brands/brand.js';
import { BrandKeyGuard, CurrentBrand } from '../brands/brand-key.guard.js';
import { Brands } from '../brands/brands.js';
import { Failure } from '../failure/failure.js';
import { Readiness } from '../health/readiness.js';
import { currentCausation } from '../logging/causation-scope.js';
import { createLogger } from '../logging/create-logger.js';
import { createMetrics } from '../metrics/create-metrics.js';
import { createHttpApp } from './create-http-app.js';
import { parseJson } from './parse-json.js';

@Controller()
class EchoController {
  @Post('bytes')
  @HttpCode(202)
  bytes(@Body() body: Buffer | undefined) {
    return { hex: body?.toString('hex') ?? null, correlationId: currentCausation()?.correlationId };
  }

  @Post('json')
  json(@Body() body: Buffer | undefined) {
    return { value: parseJson(body) };
  }

  @Get('fail/:how')
  fail(@Param('how') how: string) {
    if (how === 'conflict') throw new Failure('conflict', 'it was changed meanwhile', { field: 'version' });
    if (how === 'overloaded') throw new Failure('overloaded', 'later', { retryAfterSeconds: 17 });
    throw new Error('the password is hunter2');
  }

  @Get('mine')
  @UseGuards(BrandKeyGuard)
  mine(@CurrentBrand() brand: Brand) {
    return { brand: brand.id };
  }
}

const acme = { id: 'acme', hosts: { portal: 'acme.example' }, apiKeys: ['a-key-of-acme-1234'] } as Brand;

@Module({ controllers: [EchoController], providers: [{ provide: Brands, useValue: new Brands([acme]) }] })
class EchoModule {}

let app: NestFastifyApplication;
let metrics: Registry;
let url: string;
const readiness = new Readiness();
const lines: string[] = [];

beforeAll(async () => {
  const logger = createLogger({ service: 'spec', destination: { write: (line) => lines.push(line) } });
  metrics = createMetrics('spec');
  app = await createHttpApp(EchoModule, { logger, metrics, readiness, maxBodyBytes: 1_000 });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(() => app.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
const post = (path: string, body: Uint8Array<ArrayBuffer> | null, headers: Record<string, string> = {}) =>
  fetch(url + path, { method: 'POST', body, headers });

describe('createHttpApp', () => {
  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'nonsense', ''])(
    'hands on the bytes that were sent as %j',
    async (type) => {
      const response = await post(
        '/bytes',
        Buffer.from([0x7b, 0x00, 0xff]),
        type === '' ? {} : { 'content-type': type },
      );
      expect(response.status).toBe(202);
      expect(await response.json()).toMatchObject({ hex: '7b00ff' });
    },
  );

  it('carries the correlation id through the reading of a body to handler and answer', async () => {
    const response = await post('/bytes', Buffer.alloc(900), { 'x-correlation-id': 'order-7' });
    expect(response.headers.get('x-correlation-id')).toBe('order-7');
    expect(await response.json()).toMatchObject({ correlationId: 'order-7' });
  });

  it.each([
    ['/fail/conflict', 409, { code: 'conflict', message: 'it was changed meanwhile', field: 'version' }],
    ['/nowhere', 404, { code: 'not_found', message: expect.any(String) }],
    ['/fail/%E0%A4%A', 400, { code: 'invalid', message: expect.any(String) }],
    ['/fail/badly', 500, { code: 'internal', message: 'something went wrong here; it has been logged' }],
  ])('answers %s with %d in one shape', async (path, status, error) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error });
  });

  it('logs what it does not tell', () => {
    expect(lines.filter((line) => line.includes('a request failed'))).toHaveLength(1);
    expect(lines.join('')).toContain('the password is hunter2');
  });

  it('says when to come back', async () => {
    const response = await get('/fail/overloaded');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('17');
  });

  it.each([
    [Buffer.alloc(1_001), 413, 'too_large'],
    [Buffer.from('{"a":'), 400, 'invalid'],
    [null, 400, 'invalid'],
  ])('refuses a body that it cannot take', async (body, status, code) => {
    const response = await post('/json', body, { 'content-type': 'application/json' });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code } });
  });

  it.each([undefined, 'Bearer wrong-key-of-acme', 'Basic a-key-of-acme-1234', 'Bearer'])(
    'answers 401 in the same words to the authorization %j',
    async (authorization) => {
      const response = await get('/mine', authorization === undefined ? {} : { authorization });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toEqual({
        error: { code: 'unauthorized', message: 'the credentials are missing or wrong' },
      });
    },
  );

  it('knows a brand by its key', async () => {
    const response = await get('/mine', { authorization: 'Bearer a-key-of-acme-1234' });
    expect(await response.json()).toEqual({ brand: 'acme' });
  });

  it('tells browsers to sniff, frame, load and keep nothing', async () => {
    const { headers } = await get('/healthz');
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is alive, and ready only while its checks are', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    let relay: string | null = null;
    readiness.add('relay', () => relay);
    expect((await get('/readyz')).status).toBe(200);
    relay = 'the outbox is 45 s behind';
    const response = await get('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'not_ready', failing: { relay } });
  });

  it('counts requests by declared route, never by the path as it came', async () => {
    await get('/no/such/secret-path');
    const text = await (await get('/metrics')).text();
    expect(text).toContain(
      'http_request_duration_seconds_count{service="spec",method="GET",route="/mine",status="401"} 4',
    );
    expect(text).toContain('process_cpu_seconds_total{service="spec"}');
    expect(text).not.toContain('secret-path');
  });

  it('is not held up, when it closes, by a connection that was only kept in reserve', async () => {
    const logger = createLogger({ service: 'spec', level: 'silent' });
    const own = { logger, metrics: createMetrics('spec'), readiness: new Readiness() };
    const closing = await createHttpApp(EchoModule, own);
    await closing.listen(0, '127.0.0.1');
    const spare = connect(Number(new URL(await closing.getUrl()).port), '127.0.0.1');
    await Promise.all([once(spare, 'connect'), once(closing.getHttpServer(), 'connection')]);
    const gone = once(spare, 'close');
    await closing.close();
    await gone;
    expect(spare.destroyed).toBe(true);
  });
});
