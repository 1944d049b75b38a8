import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutgoingEvent } from '@tidings/contracts';
import { startNats } from '@tidings/testing';
import { Publisher } from './publisher.js';
import { parcelEvents, parcelTested } from './spec-support/parcel-tested.js';
import { SpecBus } from './spec-support/spec-bus.js';
import { until } from './spec-support/until.js';

const LONG_MS = 60_000;
const outages = process.env['TIDINGS_LONG'] === '1' ? [3_000, LONG_MS] : [3_000];

describe('NATS is killed and comes back', () => {
  let spec: SpecBus;
  beforeAll(async () => {
    spec = await SpecBus.start(await startNats());
  });
  afterAll(() => spec.stop());

  it.each(outages)(
    'after %d ms: nothing is lost and everything goes on by itself',
    async (outageMs) => {
      const brandId = randomUUID();
      const handled: number[] = [];
      const fatal: Error[] = [];
      const consumer = await spec.host(await spec.connect(), {
        contract: parcelTested,
        maxBatch: 20,
        ackWaitMs: 1_000,
        handle: async (batch) => {
          await delay(2);
          const ours = batch.filter((event) => event.brandId === brandId);
          handled.push(...ours.map(({ data }) => data.number));
        },
        onFatal: (error) => fatal.push(error),
      });
      const publisher = new Publisher(await spec.connect(), { timeoutMs: 1_000 });

      // As the relay does it: whatever was not stored is offered again.
      let waiting: OutgoingEvent[] = [];
      let isOver = false;
      let written = 0;
      const publishing = (async () => {
        while (!isOver || waiting.length > 0) {
          if (!isOver) {
            waiting.push(...parcelEvents(brandId, 10, written));
            written += 10;
          }
          const outcomes = await publisher.publish(waiting);
          waiting = waiting.filter((_, index) => outcomes[index]?.kind === 'deferred');
          await delay(waiting.length > 0 ? 100 : 5);
        }
      })();

      await until(() => handled.length > 200);
      await spec.nats.kill();
      await delay(outageMs);
      const handledBefore = new Set(handled).size;
      await spec.nats.restart();
      await until(() => new Set(handled).size > handledBefore + 200);
      isOver = true;
      await publishing;
      await until(() => new Set(handled).size >= written);
      await until(() => consumer.health()[0]?.inFlight === 0);
      expect(
        handled.toSorted((one, other) => one - other).filter((each, index, all) => each !== all[index - 1]),
      ).toEqual(Array.from({ length: written }, (_, index) => index));
      expect(fatal).toEqual([]);
    },
    LONG_MS + 60_000,
  );
});
