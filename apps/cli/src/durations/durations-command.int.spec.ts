import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { durationsRead, type ReplyOf } from '@tidings/contracts';
import { freePort, type RunningNats, startNats } from '@tidings/testing';
import { runTidings as run } from '../spec-support/run-tidings.js';

let nats: RunningNats;
let engine: NatsConnection | undefined;

beforeAll(async () => {
  nats = await startNats();
  process.env['NATS_URL'] = nats.url;
});
afterEach(() => engine?.close());
afterAll(async () => {
  delete process.env['NATS_URL'];
  await nats.stop();
});

/** An engine that knows one brand. */
async function answer(brandId: string, durations: ReplyOf<typeof durationsRead>): Promise<void> {
  engine = await connect({ servers: nats.url });
  engine.subscribe(durationsRead.subject, {
    callback: (_, message) => {
      const { id, data } = message.json<{ id: string; data: { brandId: string } }>();
      const told =
        data.brandId === brandId
          ? { response: durations }
          : { err: { code: 'not_found', message: `brand '${data.brandId}' is not configured` } };
      message.respond(JSON.stringify({ ...told, id, isDisposed: true }));
    },
  });
  await engine.flush();
}

const learned: ReplyOf<typeof durationsRead> = {
  version: 3,
  learnedAt: '2026-11-22T11:00:00.000Z',
  coverage: [
    {
      leg: 'linehaul',
      lane: 'DE-',
      outcomes: 40,
      coverage80: 0.825,
      coverage95: 0.95,
      width80Hours: 36,
      width95Hours: 60,
    },
  ],
};

describe('tidings durations', () => {
  it('prints a table to people, and all of it to programs', async () => {
    await answer('northwind', learned);
    const table = await run('durations', '--brand', 'northwind');
    expect(table.printed).toMatch(/^linehaul +DE +40 +82\.5 % +95\.0 % +1\.5 d +2\.5 d$/m);
    expect(table.remarked).toBe('version 3, learned 2026-11-22T11:00:00.000Z\n');
    const { printed, remarked } = await run('durations', '--brand', 'northwind', '--json');
    expect(JSON.parse(printed)).toEqual(learned);
    expect(remarked).toBe('');
  });

  it('tells a brand that learned nothing from one that is not there', async () => {
    await answer('northwind', { version: 0, learnedAt: null, coverage: [] });
    expect(await run('durations', '--brand', 'northwind')).toEqual({
      exitCode: 0,
      printed: '',
      remarked: 'northwind has learned from no delivery yet\n',
    });
    expect(await run('durations', '--brand', 'nortwind')).toEqual({
      exitCode: 1,
      printed: '',
      remarked: "brand 'nortwind' is not configured\n",
    });
    expect(await run('durations')).toMatchObject({ exitCode: 2, printed: '' });
  });

  it('says that nobody is there, instead of waiting for somebody', async () => {
    process.env['NATS_URL'] = `nats://127.0.0.1:${await freePort()}`;
    const told = await run('durations', '--brand', 'northwind');
    process.env['NATS_URL'] = nats.url;
    expect(told).toMatchObject({
      exitCode: 1,
      printed: '',
      remarked: expect.stringMatching(/^nobody answers at NATS_URL nats:\/\/127.*ECONNREFUSED/),
    });
  });
});
