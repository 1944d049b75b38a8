import { describe, expect, it } from '@jest/globals';
import { EventEmitter, on } from 'node:events';
import { createGroupCommit } from './group-commit.js';

interface HeldGroup {
  readonly rows: readonly string[];
  finish(): void;
  fail(error: Error): void;
}

/** A store whose writes end when the test says so; `next` gives the groups in the order in which they were begun. */
function heldStore() {
  const begun = new EventEmitter();
  const groups = on(begun, 'group');
  const write = (rows: readonly string[]) =>
    new Promise<string[]>((resolve, reject) => {
      begun.emit('group', {
        rows,
        finish: () => resolve(rows.map((row) => row.toUpperCase())),
        fail: reject,
      });
    });
  const next = async (): Promise<HeldGroup> => (await groups.next()).value?.[0];
  return { next, write };
}

const options = { lingerMs: 1, maxRows: 3, maxPending: 6, concurrency: 1 };

describe('createGroupCommit', () => {
  it('answers each caller with the result of its own row', async () => {
    const sizes: number[] = [];
    const writer = createGroupCommit({
      ...options,
      write: async (rows: readonly number[]) => {
        sizes.push(rows.length);
        return rows.map((row) => row * 2);
      },
    });
    expect(await Promise.all([1, 2, 3, 4, 5].map((row) => writer.add(row)))).toEqual([2, 4, 6, 8, 10]);
    expect(sizes).toEqual([3, 2]);
  });

  it('gathers the next group while one is being written', async () => {
    const store = heldStore();
    const writer = createGroupCommit({ ...options, write: store.write });
    const first = ['a', 'b', 'c'].map((row) => writer.add(row));
    const second = ['d', 'e'].map((row) => writer.add(row));
    const group = await store.next();
    expect(group.rows).toEqual(['a', 'b', 'c']);
    group.finish();
    await Promise.all(first);
    const later = await store.next();
    expect(later.rows).toEqual(['d', 'e']);
    later.finish();
    expect(await Promise.all(second)).toEqual(['D', 'E']);
  });

  it('fails a group as a whole, and only that group', async () => {
    const store = heldStore();
    const writer = createGroupCommit({ ...options, write: store.write });
    const failing = Promise.allSettled(['a', 'b', 'c'].map((row) => writer.add(row)));
    (await store.next()).fail(new Error('connection lost'));
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    const later = Promise.all(['d', 'e', 'f'].map((row) => writer.add(row)));
    (await store.next()).finish();
    expect(await later).toEqual(['D', 'E', 'F']);
  });

  it('rejects a group whose write answers with too few results', async () => {
    const writer = createGroupCommit<string, string>({ ...options, write: async () => [] });
    await expect(writer.add('a')).rejects.toThrow('a group of 1 rows was answered with 0 results');
  });

  it('refuses more than it may hold, at once', async () => {
    const store = heldStore();
    const writer = createGroupCommit({ ...options, write: store.write });
    const taken = ['a', 'b', 'c', 'd', 'e', 'f'].map((row) => writer.add(row));
    await expect(writer.add('g')).rejects.toMatchObject({ code: 'overloaded' });
    expect(writer.pending).toBe(6);
    (await store.next()).finish();
    (await store.next()).finish();
    await Promise.all(taken);
    expect(writer.pending).toBe(0);
  });

  it('answers what it took before it closes, and takes no more', async () => {
    const store = heldStore();
    const writer = createGroupCommit({ ...options, lingerMs: 60_000, write: store.write });
    const taken = writer.add('a');
    const closed = writer.close();
    await expect(writer.add('b')).rejects.toMatchObject({ code: 'overloaded' });
    (await store.next()).finish();
    await closed;
    expect(await taken).toBe('A');
  });
});
