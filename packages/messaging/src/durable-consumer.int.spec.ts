import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startNats } from '@tidings/testing';
import type { Bus } from './connect-bus.js';
import type { DeadLetter } from './dead-letter.js';
import { readDeadLetters } from './read-dead-letters.js';
import type { ReceivedEvent } from './received-event.js';
import { type ParcelTested, parcelEvents, parcelTested } from './spec-support/parcel-tested.js';
import { SpecBus } from './spec-support/spec-bus.js';
import { until } from './spec-support/until.js';

type Batch = ReceivedEvent<ParcelTested>[];

describe('a durable consumer', () => {
  let spec: SpecBus;
  let bus: Bus;
  let brandId: string;
  beforeAll(async () => {
    spec = await SpecBus.start(await startNats());
  });
  afterAll(() => spec.stop());
  beforeEach(async () => {
    bus = await spec.connect();
    brandId = randomUUID();
  });
  afterEach(() => spec.reset());

  const numbersOf = (batch: Batch): number[] => batch.map(({ data }) => data.number);
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

  async function deadLetters(): Promise<DeadLetter[]> {
    const found: DeadLetter[] = [];
    for await (const letter of readDeadLetters(bus)) found.push(letter);
    return found;
  }

  it('hands out events in batches and in order, no batch larger than asked for', async () => {
    const batches: number[][] = [];
    await spec.publish(bus, parcelEvents(brandId, 250));
    await spec.host(bus, {
      contract: parcelTested,
      maxBatch: 100,
      handle: (batch) => void batches.push(numbersOf(batch)),
    });
    await until(() => batches.flat().length === 250);
    expect(batches.flat()).toEqual(numbers(250));
    expect(Math.max(...batches.map(({ length }) => length))).toBe(100);
  });

  it('waits the linger for company, and no longer', async () => {
    const batches: number[][] = [];
    await spec.host(bus, {
      contract: parcelTested,
      lingerMs: 300,
      handle: (batch) => void batches.push(numbersOf(batch)),
    });
    await spec.publish(bus, parcelEvents(brandId, 2));
    await spec.publish(bus, parcelEvents(brandId, 2, 2));
    await until(() => batches.length === 1);
    expect(batches).toEqual([[0, 1, 2, 3]]);
  });

  it('gives the envelope, parsed', async () => {
    const received: Batch = [];
    await spec.publish(bus, parcelEvents(brandId, 1));
    await spec.host(bus, { contract: parcelTested, handle: (batch) => void received.push(...batch) });
    await until(() => received.length === 1);
    expect(received).toEqual([
      expect.objectContaining({
        id: `tracking.parcel.tested.v1:${brandId}:0`,
        brandId,
        correlationId: 'spec',
        schemaVersion: 1,
        data: { number: 0 },
        isReplayed: false,
      }),
    ]);
  });

  it('buries one poison of a hundred after its deliveries and handles each other once', async () => {
    const handled: number[] = [];
    let attemptsOnPoison = 0;
    const poison = 42;
    const handle = (batch: Batch): void => {
      const all = numbersOf(batch);
      if (all.includes(poison)) {
        if (all.length === 1) attemptsOnPoison += 1;
        throw Object.assign(new Error(`cannot take ${poison}`), { code: 'poisoned' });
      }
      handled.push(...all);
    };
    await spec.publish(bus, parcelEvents(brandId, 100));
    await spec.host(bus, {
      contract: parcelTested,
      durable: 'spec-halving',
      maxBatch: 100,
      lingerMs: 200,
      handle,
    });
    await until(async () => (await deadLetters()).length > 0);

    expect(handled.toSorted((one, other) => one - other)).toEqual(
      numbers(100).filter((each) => each !== poison),
    );
    expect(attemptsOnPoison).toBe(parcelTested.retry.maxDeliveries);
    const [letter, ...others] = await deadLetters();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      subject: parcelTested.subject,
      durable: 'spec-halving',
      reason: 'cannot take 42',
      code: 'poisoned',
      deliveries: 3,
    });
    expect(JSON.parse(letter?.payload ?? '')).toMatchObject({ brandId, data: { number: poison } });
  });

  it('gives back only what failed of a message, and buries only that', async () => {
    const handled: number[] = [];
    const attempts: number[] = [];
    const handle = (batch: Batch): void => {
      const all = numbersOf(batch);
      if (all.includes(1)) {
        if (all.length === 1) attempts.push(1);
        throw new Error('cannot take 1');
      }
      handled.push(...all);
    };
    await spec.publish(bus, parcelEvents(brandId, 5));
    const server = await spec.host(bus, { contract: parcelTested, durable: 'spec-parts', handle });
    await until(async () => (await deadLetters()).length > 0);
    await until(() => server.health()[0]?.inFlight === 0);
    expect((await bus.jsm.streams.info('TRACKING')).state.messages).toBe(1);
    expect(handled.toSorted((one, other) => one - other)).toEqual([0, 2, 3, 4]);
    expect(attempts).toHaveLength(parcelTested.retry.maxDeliveries);
    expect((await deadLetters()).map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([
      expect.objectContaining({ data: { number: 1 } }),
    ]);
    expect(server.health()[0]).toMatchObject({ settled: 5, pending: 0 });
    expect((await bus.jsm.consumers.info('TRACKING', 'spec-parts')).num_ack_pending).toBe(0);
  });

  it('buries at once what it cannot read, naming the field', async () => {
    const handled: number[] = [];
    const [event] = parcelEvents(brandId, 1);
    await bus.js.publish(
      parcelTested.subject,
      (event?.payload ?? '').replace('"number":0', '"number":"none"'),
    );
    await bus.js.publish(parcelTested.subject, '{not json');
    await spec.publish(bus, parcelEvents(brandId, 1, 7));
    await spec.host(bus, {
      contract: parcelTested,
      handle: (batch) => void handled.push(...numbersOf(batch)),
    });
    await until(() => handled.length > 0);
    expect(handled).toEqual([7]);
    expect(await deadLetters()).toEqual([
      expect.objectContaining({
        code: 'invalid',
        deliveries: 1,
        reason: expect.stringMatching(/^data\.number: /),
      }),
      expect.objectContaining({
        code: 'invalid',
        deliveries: 1,
        reason: expect.stringMatching(/^not JSON: /),
      }),
    ]);
  });

  it('never buries for a transient error: the same batch is tried until it goes', async () => {
    const attempts: number[][] = [];
    const handle = (batch: Batch): void => {
      attempts.push(numbersOf(batch));
      const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' });
      if (attempts.length <= parcelTested.retry.maxDeliveries + 2) throw deadlock;
    };
    await spec.publish(bus, parcelEvents(brandId, 3));
    // The acknowledgement wait is far shorter than the retries last: only `working()` keeps NATS from delivering again.
    const options = { lingerMs: 100, ackWaitMs: 600 };
    const server = await spec.host(bus, { contract: parcelTested, ...options, handle });
    await until(() => attempts.length > parcelTested.retry.maxDeliveries + 2);
    await until(() => server.health()[0]?.inFlight === 0);
    expect(new Set(attempts.map(String))).toEqual(new Set(['0,1,2']));
    expect(attempts).toHaveLength(parcelTested.retry.maxDeliveries + 3);
    expect(await deadLetters()).toEqual([]);
  });

  it('handles an event once although its handler takes longer than the acknowledgement wait', async () => {
    const handled: number[] = [];
    const handle = async (batch: Batch): Promise<void> => {
      handled.push(...numbersOf(batch));
      await delay(2_500);
    };
    await spec.publish(bus, parcelEvents(brandId, 2));
    await spec.publish(bus, parcelEvents(brandId, 2, 2));
    // Longer than a busy machine lets this process stand still: a host that cannot say that it lives is taken for dead.
    const options = { contract: parcelTested, durable: 'spec-slow', maxBatch: 2, ackWaitMs: 2_000, handle };
    const server = await spec.host(bus, options);
    await spec.host(await spec.connect(), options);
    await until(async () => {
      const { num_ack_pending, num_pending } = await bus.jsm.consumers.info('TRACKING', 'spec-slow');
      return num_ack_pending + num_pending === 0;
    });
    expect(handled.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3]);
    expect(server.health()).toEqual([
      expect.objectContaining({ durable: 'spec-slow', inFlight: 0, pending: 0 }),
    ]);
  });

  it('after a crash in mid-batch another host gets every event', async () => {
    const crashing = await spec.connect();
    const started: number[] = [];
    const fatal: Error[] = [];
    const options = { contract: parcelTested, durable: 'spec-crash', ackWaitMs: 500 };
    await spec.publish(bus, parcelEvents(brandId, 50));
    await spec.host(crashing, {
      ...options,
      maxBatch: 20,
      lingerMs: 100,
      handle: (batch) => {
        started.push(...numbersOf(batch));
        return crashing.connection.close();
      },
      onFatal: (error) => fatal.push(error),
    });
    await until(() => fatal.length > 0);
    const handled: number[] = [];
    await spec.host(bus, { ...options, handle: (batch) => void handled.push(...numbersOf(batch)) });
    await until(() => new Set(handled).size === 50);
    expect(started).toHaveLength(20);
    expect(handled.toSorted((one, other) => one - other)).toEqual(numbers(50));
  });

  it('takes the end of its messages for fatal, once, and not its own closing', async () => {
    const fatal: Error[] = [];
    const onFatal = (error: Error): void => void fatal.push(error);
    const handle = (): void => undefined;
    await spec.host(bus, { contract: parcelTested, durable: 'spec-fatal', handle, onFatal });
    const closed = await spec.host(bus, { contract: parcelTested, durable: 'spec-closed', handle, onFatal });
    await closed.close();
    await bus.jsm.consumers.delete('TRACKING', 'spec-fatal');
    await until(() => fatal.length > 0);
    expect(fatal.map(({ message }) => message)).toEqual(['consumer spec-fatal: its messages ended']);
  });

  it('gives back messages of which it had not begun when it closes', async () => {
    const first: number[] = [];
    const second: number[] = [];
    const release = Promise.withResolvers<void>();
    // Longer than the test may take: what is on the wire at that moment must be given back, too.
    const options = { contract: parcelTested, durable: 'spec-close', maxBatch: 10, ackWaitMs: 60_000 };
    for (const from of [0, 10, 20]) await spec.publish(bus, parcelEvents(brandId, 10, from));
    const server = await spec.host(bus, {
      ...options,
      handle: (batch) => {
        first.push(...numbersOf(batch));
        return release.promise;
      },
    });
    await until(() => first.length === 10);
    const closing = server.close();
    release.resolve();
    await closing;
    await spec.host(bus, { ...options, handle: (batch) => void second.push(...numbersOf(batch)) });
    await until(() => second.length >= 20);
    expect([...first, ...second].toSorted((one, other) => one - other)).toEqual(numbers(30));
  });

  it('says which consumer could not be made', async () => {
    const consumption = { contract: parcelTested, durable: 'not a.name', handle: () => undefined };
    await expect(spec.host(bus, consumption)).rejects.toThrow(/consumer not a\.name on TRACKING/);
  });
});
