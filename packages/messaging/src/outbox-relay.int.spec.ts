import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type DrainOptions,
  type DrainResult,
  type OutgoingEvent,
  OutboxStore,
  type PublishMessages,
  type SetAsideEvent,
  type StoredMessage,
  toMessage,
} from '@tidings/contracts';
import { startNats } from '@tidings/testing';
import type { Bus } from './connect-bus.js';
import { OutboxRelay } from './outbox-relay.js';
import { Publisher } from './publisher.js';
import { parcelEvents } from './spec-support/parcel-tested.js';
import { silentLog, SpecBus } from './spec-support/spec-bus.js';
import { until } from './spec-support/until.js';

/** The port as the database keeps it: what `publish` did not settle before a failure is still there. */
class MemoryOutbox extends OutboxStore {
  #next = 1;
  rows: StoredMessage[] = [];
  readonly aside: SetAsideEvent[] = [];
  failures: Error[] = [];
  crashesBeforeCommit = 0;

  add(events: readonly OutgoingEvent[]): StoredMessage[] {
    const stored = events.map((event) => ({ ...toMessage([event]), position: this.#next++ }));
    this.rows.push(...stored);
    return stored;
  }

  override async remove(positions: readonly number[]): Promise<void> {
    this.rows = this.rows.filter(({ position }) => !positions.includes(position));
  }

  override async drain({ limit }: DrainOptions, publish: PublishMessages): Promise<DrainResult> {
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    const taken = this.rows.slice(0, limit);
    const outcomes = await publish(taken);
    if (taken.length > 0 && this.crashesBeforeCommit > 0) {
      this.crashesBeforeCommit -= 1;
      throw new Error('crashed before the commit');
    }
    const left = taken.filter((_, index) => outcomes[index]?.kind === 'deferred');
    const refusals = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.refused] : []));
    const setAsideAt = '2026-03-01T10:00:00.000Z';
    this.aside.push(...refusals.flat().map((event) => ({ ...event, setAsideAt })));
    this.rows = [...left, ...this.rows.slice(taken.length)];
    const [deferred, refused] = [left.length, refusals.length];
    return { taken: taken.length, published: taken.length - deferred - refused, deferred, refused };
  }

  override async listSetAside(limit: number): Promise<readonly SetAsideEvent[]> {
    return this.aside.slice(0, limit);
  }
}

describe('OutboxRelay', () => {
  let spec: SpecBus;
  let bus: Bus;
  let brandId: string;
  let outbox: MemoryOutbox;
  let relay: OutboxRelay;
  beforeAll(async () => {
    spec = await SpecBus.start(await startNats());
  });
  afterAll(() => spec.stop());
  beforeEach(async () => {
    bus = await spec.connect();
    brandId = randomUUID();
    outbox = new MemoryOutbox();
    const options = { log: silentLog, batchSize: 50, pollMs: 60_000, maxBackoffMs: 100 };
    relay = new OutboxRelay(outbox, new Publisher(bus).publishMessages, options);
  });
  afterEach(async () => {
    await relay.close();
    await spec.reset();
  });

  const storedCount = async (): Promise<number> => (await spec.read(bus, 'TRACKING')).length;

  it('publishes what it finds at its start, and what it is told of', async () => {
    outbox.add(parcelEvents(brandId, 120));
    relay.start();
    await until(async () => (await storedCount()) === 120);
    relay.offer(outbox.add(parcelEvents(brandId, 3, 120)));
    await until(() => outbox.rows.length === 0);
    expect(await storedCount()).toBe(123);
  });

  it('leaves in the table what the bus would not take when it was offered, and finds it there', async () => {
    const patient = new OutboxRelay(outbox, new Publisher(bus).publishMessages, {
      log: silentLog,
      pollMs: 50,
    });
    const away = new OutboxRelay(
      outbox,
      async (messages) => messages.map(() => ({ kind: 'deferred', reason: 'away' })),
      { log: silentLog },
    );
    away.offer(outbox.add(parcelEvents(brandId, 5)));
    await away.close();
    expect(outbox.rows).toHaveLength(5);
    patient.start();
    await until(async () => (await storedCount()) === 5);
    await patient.close();
  });

  it('finds by itself what nobody told it of', async () => {
    const polling = new OutboxRelay(outbox, new Publisher(bus).publishMessages, {
      log: silentLog,
      pollMs: 20,
    });
    polling.start();
    await until(() => polling.health().lastRunAt !== null);
    outbox.add(parcelEvents(brandId, 1));
    await until(async () => (await storedCount()) > 0);
    await polling.close();
    expect(outbox.rows).toEqual([]);
  });

  it('stores an event once when it crashes between the publication and the deletion', async () => {
    outbox.add(parcelEvents(brandId, 10));
    outbox.crashesBeforeCommit = 2;
    relay.start();
    await until(() => outbox.rows.length === 0);
    expect(outbox.crashesBeforeCommit).toBe(0);
    expect(await storedCount()).toBe(10);
  });

  it('sets aside what no bus would take, and goes on', async () => {
    const id = `${brandId}:nowhere`;
    const payload = JSON.stringify({ id, brandId });
    const nowhere = { id, brandId, subject: 'nowhere.to.go.v1', payload };
    outbox.add([nowhere, ...parcelEvents(brandId, 60)]);
    relay.start();
    await until(async () => (await storedCount()) === 60);
    await until(() => outbox.rows.length === 0);
    expect(await outbox.listSetAside(10)).toEqual([
      { ...nowhere, reason: expect.stringMatching(/no stream/), setAsideAt: expect.any(String) },
    ]);
  });

  it('outlives a database that is away, and shows its lag meanwhile', async () => {
    outbox.add(parcelEvents(brandId, 1));
    outbox.failures = Array.from({ length: 5 }, () => new Error('database is away'));
    relay.start();
    await until(() => outbox.failures.length === 1);
    const { lagMs, lastRunAt } = relay.health();
    expect(lagMs).toBeGreaterThan(100);
    expect(lastRunAt).toBeNull();
    await until(async () => (await storedCount()) === 1);
    await until(() => relay.health().lagMs < lagMs);
  });

  it('publishes what is left when it closes', async () => {
    relay.start();
    await until(() => relay.health().lastRunAt !== null);
    outbox.add(parcelEvents(brandId, 120));
    await relay.close();
    expect(await storedCount()).toBe(120);
  });
});
