import { describe, expect, it } from '@jest/globals';
import { consumersAreAlive, relayKeepsUp } from './readiness-checks.js';
import { Readiness } from './readiness.js';

const agoIso = (ms: number) => new Date(Date.now() - ms).toISOString();

describe('Readiness', () => {
  it('is ready while every check is, and names those that are not', async () => {
    const readiness = new Readiness();
    let bus: string | null = null;
    readiness.add('bus', () => bus);
    readiness.add('schema', async () => null);
    expect(await readiness.report()).toEqual({ isReady: true, failing: {} });
    bus = 'not connected to NATS';
    readiness.add('disk', () => {
      throw new Error('is full');
    });
    expect(await readiness.report()).toEqual({
      isReady: false,
      failing: { bus: 'not connected to NATS', disk: 'is full' },
    });
  });

  it('does not wait for a check that hangs', async () => {
    const readiness = new Readiness();
    readiness.add('database', () => new Promise(() => undefined));
    expect(await readiness.report()).toMatchObject({ failing: { database: 'no answer within 2000 ms' } });
  });

  it('is not ready once it drains', async () => {
    const readiness = new Readiness();
    readiness.drain();
    expect((await readiness.report()).isReady).toBe(false);
  });

  it('takes no two checks of one name', () => {
    const readiness = new Readiness();
    readiness.add('bus', () => null);
    expect(() => readiness.add('bus', () => null)).toThrow("already a readiness check 'bus'");
  });
});

describe('the checks', () => {
  it('hear a consumer that went quiet', () => {
    const consumer = (durable: string, quietMs: number) => ({
      durable,
      lastActivityAt: agoIso(quietMs),
      inFlight: 0,
      settled: 0,
      pending: 0,
    });
    const check = (...consumers: ReturnType<typeof consumer>[]) =>
      consumersAreAlive({ health: () => consumers })();
    expect(check(consumer('engine-reports', 900))).toBeNull();
    expect(check(consumer('engine-reports', 900), consumer('engine-orders', 60_000))).toBe(
      'engine-orders was last polled 60 s ago',
    );
  });

  it('see an outbox that falls behind', () => {
    const check = (lagMs: number) => relayKeepsUp({ health: () => ({ lastRunAt: null, lagMs }) })();
    expect(check(250)).toBeNull();
    expect(check(45_000)).toBe('the outbox is 45 s behind');
  });
});
