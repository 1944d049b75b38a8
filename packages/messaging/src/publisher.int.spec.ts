import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { streams, toOutgoing } from '@tidings/contracts';
import { startNats } from '@tidings/testing';
import type { Bus } from './connect-bus.js';
import { ensureStreams } from './ensure-streams.js';
import { Publisher } from './publisher.js';
import { occasion, parcelEvents, parcelTested, wordTested } from './spec-support/parcel-tested.js';
import { SpecBus } from './spec-support/spec-bus.js';

describe('Publisher', () => {
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

  it('stores events once, however often and from wherever they are published', async () => {
    const events = parcelEvents(brandId, 500);
    const other = new Publisher(await spec.connect());
    const outcomes = (await Promise.all([new Publisher(bus).publish(events), other.publish(events)])).flat();
    expect(outcomes.filter(({ kind }) => kind === 'stored')).toHaveLength(500);
    expect(outcomes.filter(({ kind }) => kind === 'duplicate')).toHaveLength(500);
    expect(await spec.read(bus, 'TRACKING')).toEqual(events.map(({ payload }) => payload));
  });

  it('puts events of a subject that leave together into few messages, and keeps their order', async () => {
    const events = parcelEvents(brandId, 100);
    const word = toOutgoing(wordTested, occasion(brandId, { number: 1, usefulUntil: null }));
    await spec.publish(bus, [...events.slice(0, 50), word, ...events.slice(50)]);
    expect(await spec.read(bus, 'TRACKING')).toEqual(events.map(({ payload }) => payload));
    expect(await spec.read(bus, 'DECISIONS')).toEqual([word.payload]);
    expect((await bus.jsm.streams.info('TRACKING')).state.messages).toBe(4);
  });

  it('takes the same events for repeated only when all of a message are', async () => {
    const [one, two, three] = parcelEvents(brandId, 3).map((event) => [event]);
    const publisher = new Publisher(bus);
    const kinds = async (...given: (typeof one)[]): Promise<string[]> =>
      (await publisher.publish(given.flatMap((each) => each ?? []))).map(({ kind }) => kind);
    expect(await kinds(one, two)).toEqual(['stored', 'stored']);
    expect(await kinds(one, two)).toEqual(['duplicate', 'duplicate']);
    expect(await kinds(one, two, three)).toEqual(['stored', 'stored', 'stored']);
  });

  it("carries the envelope's trace context in a header", async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const traced = toOutgoing(parcelTested, { ...occasion(brandId, { number: 1 }), traceparent });
    const untraced = toOutgoing(
      parcelTested,
      occasion(brandId, { number: 2, note: `"traceparent":"${traceparent}"` }),
    );
    for (const event of [traced, untraced]) await spec.publish(bus, [event]);
    const { first_seq: first } = (await bus.jsm.streams.info('TRACKING')).state;
    const headerOf = async (seq: number): Promise<string | undefined> =>
      (await bus.jsm.streams.getMessage('TRACKING', { seq }))?.header.get('traceparent');
    expect([await headerOf(first), await headerOf(first + 1)]).toEqual([traceparent, '']);
  });

  it('says of each event what became of it, and which can never be published', async () => {
    const [good] = parcelEvents(brandId, 1);
    const tooLarge = toOutgoing(
      parcelTested,
      occasion(brandId, { number: 2, note: 'x'.repeat(1024 * 1024) }),
    );
    const nowhere = { id: `${brandId}:nowhere`, brandId, subject: 'nowhere.to.go.v1', payload: '{}' };
    const unnameable = { ...nowhere, id: `${brandId}:unnameable`, subject: 'not a subject' };
    const outcomes = await new Publisher(bus).publish([
      tooLarge,
      ...(good ? [good] : []),
      nowhere,
      unnameable,
    ]);
    expect(outcomes).toEqual([
      { kind: 'unpublishable', reason: expect.stringMatching(/^\d+ bytes; the bus takes \d+$/) },
      { kind: 'stored' },
      { kind: 'unpublishable', reason: 'no stream takes the subject nowhere.to.go.v1' },
      { kind: 'unpublishable', reason: expect.stringMatching(/not a subject/) },
    ]);
  });

  it('defers what is published while the connection is away', async () => {
    await bus.connection.close();
    const outcomes = await new Publisher(bus).publish(parcelEvents(brandId, 2));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['deferred', 'deferred']);
  });

  it('changes a stream to its contract, as often as it is told', async () => {
    const changed = { ...streams.SOURCES, maxAgeDays: 3 };
    await ensureStreams(bus, [changed]);
    await ensureStreams(bus, [changed]);
    expect((await bus.jsm.streams.info('SOURCES')).config).toMatchObject({
      max_age: 3 * 24 * 3600 * 1e9,
      discard: 'old',
      storage: 'file',
      duplicate_window: 10 * 60 * 1e9,
    });
  });

  it('says which stream could not be made', async () => {
    const overlapping = { ...streams.SOURCES, name: 'OVERLAPPING', subjects: ['tracking.parcel.>'] };
    await expect(ensureStreams(bus, [overlapping])).rejects.toThrow(/stream OVERLAPPING/);
  });
});
