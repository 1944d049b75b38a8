import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toOutgoing } from '@tidings/contracts';
import { startNats } from '@tidings/testing';
import type { Bus } from './connect-bus.js';
import { type DeadLetterFilter, readDeadLetters } from './read-dead-letters.js';
import type { DeadLetter } from './dead-letter.js';
import { replayDeadLetters } from './replay-dead-letters.js';
import { occasion, parcelEvents, parcelTested, wordTested } from './spec-support/parcel-tested.js';
import { SpecBus } from './spec-support/spec-bus.js';
import { until } from './spec-support/until.js';

const asOf = '2026-03-01T12:00:00.000Z';

describe('dead letters', () => {
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

  async function list(filter?: DeadLetterFilter): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    for await (const letter of readDeadLetters(bus, filter)) letters.push(letter);
    return letters;
  }

  it('are sent again, marked, to the consumer that gave up, and to no other', async () => {
    const replayed: [number, boolean][] = [];
    const bystander: number[] = [];
    let isMended = false;
    await spec.host(bus, {
      contract: parcelTested,
      durable: 'spec-mended',
      handle: (batch) => {
        if (!isMended) throw new Error('not mended yet');
        replayed.push(...batch.map(({ data, isReplayed }): [number, boolean] => [data.number, isReplayed]));
      },
    });
    await spec.host(bus, {
      contract: parcelTested,
      durable: 'spec-bystander',
      handle: (batch) => void bystander.push(...batch.map(({ data }) => data.number)),
    });
    await spec.publish(bus, parcelEvents(brandId, 3));
    await until(async () => (await list()).length === 3);
    isMended = true;

    expect(await replayDeadLetters(bus, { asOf })).toEqual({ replayed: 3, refused: [] });
    await until(() => replayed.length === 3);
    await spec.publish(bus, parcelEvents(brandId, 1, 9));
    await until(() => bystander.includes(9));
    expect(replayed.slice(0, 3)).toEqual([
      [0, true],
      [1, true],
      [2, true],
    ]);
    expect(bystander).toEqual([0, 1, 2, 9]);
    expect(await list()).toEqual([]);
  });

  it('that fail again come back as new ones', async () => {
    const handle = (): never => {
      throw new Error('broken');
    };
    await spec.host(bus, { contract: parcelTested, durable: 'spec-broken', handle });
    await spec.publish(bus, parcelEvents(brandId, 2));
    await until(async () => (await list()).length === 2);
    const before = (await list()).map(({ sequence }) => sequence);
    expect(await replayDeadLetters(bus, { asOf })).toMatchObject({ replayed: 2 });
    await until(async () => (await list()).length === 2);
    expect((await list()).every(({ sequence }) => !before.includes(sequence))).toBe(true);
  });

  it('of speech are refused once it is stale, with the reason, and stay', async () => {
    const handle = (): never => {
      throw new Error('no mail server');
    };
    await spec.host(bus, { contract: wordTested, durable: 'spec-words', handle });
    const until_ = (number: number, usefulUntil: string | null) =>
      toOutgoing(wordTested, occasion(brandId, { number, usefulUntil }));
    await spec.publish(bus, [until_(1, '2026-03-01T11:00:00.000Z')]);
    await until(async () => (await list()).length === 1);
    await spec.publish(bus, [until_(2, '2026-03-01T13:00:00.000Z')]);
    await until(async () => (await list()).length === 2);
    const [stale] = await list();

    const report = await replayDeadLetters(bus, { asOf });
    expect(report).toEqual({
      replayed: 1,
      refused: [{ letter: stale, reason: 'was useful until 2026-03-01T11:00:00.000Z' }],
    });
    expect(await list()).toContainEqual(stale);
  });

  it('are found by subject, durable and sequence', async () => {
    const handle = (): never => {
      throw new Error('line one\nline two');
    };
    await spec.host(bus, { contract: parcelTested, durable: 'spec-find', handle });
    await spec.host(bus, { contract: wordTested, durable: 'spec-find-words', handle });
    await spec.publish(bus, parcelEvents(brandId, 1));
    await spec.publish(bus, [toOutgoing(wordTested, occasion(brandId, { number: 1, usefulUntil: null }))]);
    await until(async () => (await list()).length === 2);
    const [word] = await list({ subject: 'decision.>' });
    expect(word).toMatchObject({ durable: 'spec-find-words', reason: 'line one line two', code: 'Error' });
    expect(await list({ durable: 'spec-find-words' })).toEqual([word]);
    expect(await list({ sequence: word?.sequence ?? 0 })).toEqual([word]);
    expect(await list({ durable: 'spec-nobody' })).toEqual([]);
    expect(await replayDeadLetters(bus, { asOf, filter: { subject: 'order.>' } })).toEqual({
      replayed: 0,
      refused: [],
    });
  });
});
