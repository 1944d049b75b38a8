import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningNats, startNats } from '@tidings/testing';
import { type Bus, connectBus } from '../connect-bus.js';
import type { Log } from '../log.js';
import { PauseBoard } from './pause-board.js';

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const effect = { brandId: 'northwind', kind: 'silence', source: null };
const scope = { brandId: 'northwind', kind: null, source: null };
const byOperator = { by: 'operator', note: 'a look at the wording' } as const;

let nats: RunningNats;
let bus: Bus;
const boards: PauseBoard[] = [];

beforeAll(async () => {
  nats = await startNats();
  bus = await connectBus({ servers: nats.url, name: 'pauses', log: quiet });
});

afterEach(async () => {
  await boards[0]?.resume({ brandId: null, kind: null, source: null });
  await Promise.all(boards.splice(0).map((board) => board.close()));
});

afterAll(async () => {
  await bus.close();
  await nats.stop();
});

async function open(refreshMs = 20, staleMs = 5_000): Promise<PauseBoard> {
  const board = new PauseBoard(bus, { log: quiet, refreshMs, staleMs });
  boards.push(board);
  const loaded = untilChanged(board);
  board.start();
  await loaded;
  return board;
}

function untilChanged(board: PauseBoard): Promise<void> {
  return new Promise((resolve) => board.onChange(resolve));
}

describe('PauseBoard', () => {
  it('knows nothing until it has looked, and then nothing may leave', () => {
    expect(new PauseBoard(bus, { log: quiet }).find(effect)).toBe('unknown');
  });

  it('tells every replica, and those that start later', async () => {
    const [one, other] = [await open(), await open()];
    expect(other.find(effect)).toBeNull();
    const heard = untilChanged(other);
    await one.pause(scope, byOperator);
    expect(one.find(effect)).toMatchObject({ ...scope, ...byOperator });
    await heard;
    expect(other.find(effect)).toMatchObject({ ...scope, ...byOperator });
    expect((await open()).find(effect)).toMatchObject(scope);

    const resumed = untilChanged(one);
    expect(await other.resume(scope)).toMatchObject([scope]);
    await resumed;
    expect(one.find(effect)).toBeNull();
  });

  it('is not set back by a look that began before a change', async () => {
    const board = await open(0);
    for (let round = 0; round < 50; round += 1) {
      await board.pause(scope, byOperator);
      expect(board.find(effect)).toMatchObject(scope);
      await board.resume(scope);
      expect(board.find(effect)).toBeNull();
    }
  });

  it('loses no change when several are made at once', async () => {
    const [one, other] = [await open(), await open()];
    const kinds = ['a', 'b', 'c', 'd', 'e', 'f'];
    await Promise.all(
      kinds.map((kind, index) => (index % 2 === 0 ? one : other).pause({ ...scope, kind }, byOperator)),
    );
    expect((await one.list()).map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds));
  });

  it('lifts a breaker that a person resumed', async () => {
    const board = await open();
    await board.pause({ ...scope, kind: 'silence' }, { by: 'breaker', note: null });
    expect(board.isBreakerLifted('northwind', 'silence')).toBe(false);
    await board.resume(scope);
    expect(board.isBreakerLifted('northwind', 'silence')).toBe(true);
    expect(board.isBreakerLifted('lumen', 'silence')).toBe(false);
  });

  it('counts as all paused while it cannot be read, and comes back by itself', async () => {
    const board = await open(20, 300);
    await board.pause({ ...scope, brandId: 'lumen' }, byOperator);
    await nats.kill();
    const deadline = performance.now() + 10_000;
    while (board.find(effect) !== 'unknown' && performance.now() < deadline)
      await new Promise((resolve) => setImmediate(resolve));
    expect(board.find(effect)).toBe('unknown');
    const standings: unknown[] = [];
    board.onChange(() => standings.push(board.find(effect)));
    await nats.restart();
    while (board.find(effect) === 'unknown' && performance.now() < deadline)
      await new Promise((resolve) => setImmediate(resolve));
    expect(board.find(effect)).toBeNull();
    expect(standings).toEqual([null]);
    expect(board.find({ ...effect, brandId: 'lumen' })).toMatchObject({ brandId: 'lumen' });
  });
});
