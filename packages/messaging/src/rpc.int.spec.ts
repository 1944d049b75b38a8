import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineRpc } from '@tidings/contracts';
import { freePort, type RunningNats, startNats } from '@tidings/testing';
import { z } from 'zod';
import { AnswerRpc, rpcServerOptions } from './answer-rpc.js';
import { createRpcClient, RpcClient } from './rpc-client.js';
import { RpcError } from './rpc-error.js';

const parcelGet = defineRpc({
  subject: 'specs.parcel.get',
  description: 'for specs',
  service: 'specs',
  request: z.object({ number: z.number() }),
  reply: z.object({ place: z.string() }).nullable(),
  timeoutMs: 500,
});
const nobodyAnswers = { ...parcelGet, subject: 'specs.nobody.answers' };

@Controller()
class ParcelAnswers {
  @AnswerRpc(parcelGet)
  async get(request: { number: number }): Promise<{ place: string } | null> {
    if (request.number === 0) return null;
    if (request.number === 1) throw new RpcError('not_found', 'no parcel 1');
    if (request.number === 2) throw Object.assign(new Error('already chosen'), { code: 'conflict' });
    if (request.number === 3) throw new Error('password=secret');
    if (request.number === 4) return new Promise(() => undefined);
    return { place: `shelf ${request.number}` };
  }
}
@Module({ controllers: [ParcelAnswers] })
class ParcelModule {}

describe('RPC', () => {
  let nats: RunningNats;
  let app: INestMicroservice;
  let client: RpcClient;
  beforeAll(async () => {
    nats = await startNats();
    const transport = rpcServerOptions({ servers: nats.url, service: 'specs' });
    app = await NestFactory.createMicroservice<MicroserviceOptions>(ParcelModule, {
      ...transport,
      logger: false,
    });
    await app.listen();
    client = createRpcClient({ servers: nats.url, name: 'spec' });
  });
  afterAll(async () => {
    await client.close();
    await app.close();
    await nats.stop();
  });

  it('answers, null too', async () => {
    expect(await client.call(parcelGet, { number: 7 })).toEqual({ place: 'shelf 7' });
    expect(await client.call(parcelGet, { number: 0 })).toBeNull();
  });

  it.each([
    [1, 'not_found', /no parcel 1/],
    [2, 'conflict', /already chosen/],
    [3, 'unavailable', /the service failed to answer/],
    [4, 'unavailable', /Timeout/],
  ])('gives the error of request %d as %s', async (number, code, message) => {
    const failure = await client.call(parcelGet, { number }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RpcError);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('says at once that nobody answers', async () => {
    const patient = { ...nobodyAnswers, timeoutMs: 20_000 };
    await expect(client.call(patient, { number: 7 })).rejects.toMatchObject({
      code: 'unavailable',
      transient: true,
    });
  });

  it('says at once that there is no server, and finds it when there is one', async () => {
    const port = await freePort();
    const early = createRpcClient({ servers: `nats://127.0.0.1:${port}`, name: 'early' });
    const patient = { ...nobodyAnswers, timeoutMs: 20_000 };
    await expect(early.call(patient, { number: 7 })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/connection refused/i),
    });
    const late = await startNats({ jetstream: true, port });
    await expect(early.call(patient, { number: 7 })).rejects.toMatchObject({
      message: expect.stringMatching(/no subscribers/),
    });
    await early.close();
    await late.stop();
  });

  it('refuses a wrong request and a wrong reply, naming the field, on both sides', async () => {
    const wrongRequest = { number: 'seven' } as unknown as { number: number };
    const failure = {
      code: 'invalid',
      message: expect.stringMatching(/request of specs\.parcel\.get: number: /),
    };
    await expect(client.call(parcelGet, wrongRequest)).rejects.toMatchObject(failure);
    const unchecked = { ...parcelGet, request: z.any() };
    await expect(client.call(unchecked, wrongRequest)).rejects.toMatchObject(failure);
    const demanding = { ...parcelGet, reply: z.object({ room: z.string() }) };
    await expect(client.call(demanding, { number: 7 })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/reply of specs\.parcel\.get: room: /),
    });
  });
});
