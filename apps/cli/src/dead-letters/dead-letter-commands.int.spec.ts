import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { headers } from '@nats-io/transport-node';
import { streams } from '@tidings/contracts';
import { connectBus, ensureStreams } from '@tidings/messaging';
import { type RunningNats, startNats } from '@tidings/testing';
import { runTidings as run } from '../spec-support/run-tidings.js';
import { quiet } from '../with-bus.js';

let nats: RunningNats;

beforeAll(async () => {
  nats = await startNats();
  process.env['NATS_URL'] = nats.url;
});
afterAll(async () => {
  delete process.env['NATS_URL'];
  await nats.stop();
});

async function bury(subject: string, data: unknown): Promise<void> {
  const bus = await connectBus({ servers: nats.url, name: 'spec', log: quiet });
  await ensureStreams(bus, Object.values(streams));
  const told = headers();
  told.set('Tidings-Subject', subject);
  told.set('Tidings-Durable', 'spec-consumer');
  told.set('Tidings-Reason', 'it could not be taken');
  told.set('Tidings-Code', 'invalid');
  told.set('Tidings-Deliveries', '5');
  told.set('Tidings-At', '2026-11-22T11:00:00.000Z');
  await bus.js.publish(`deadletter.${subject}`, JSON.stringify({ data }), { headers: told });
  await bus.close();
}

describe('tidings dead-letters and replay', () => {
  it('lists them, replays what is no speech, and keeps stale speech with the reason', async () => {
    await bury('tracking.report.recorded.v1', {});
    await bury('decision.message.requested.v1', { usefulUntil: '2026-11-22T11:30:00.000Z' });
    const { printed } = await run('dead-letters');
    expect(printed.trimEnd().split('\n')).toHaveLength(2);
    expect(printed).toContain(
      'tracking.report.recorded.v1  spec-consumer  after 5 deliveries: it could not be taken',
    );

    const replayed = await run('replay');
    expect(replayed.printed).toMatch(/^replayed: 1\nrefused: 2 {2}decision\.message\.requested\.v1: /);
    expect((await run('dead-letters')).printed).toMatch(/^2 {2}.*decision\.message\.requested\.v1/);
    expect((await run('dead-letters', '--consumer', 'another')).remarked).toBe('there are none\n');
  });

  it('refuses a sequence that is no number', async () => {
    expect(await run('replay', '--sequence', 'first')).toMatchObject({ exitCode: 2, printed: '' });
  });
});
