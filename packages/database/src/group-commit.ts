import { OverloadedError } from './overloaded-error.js';

export interface GroupCommitOptions<Row, Result> {
  /** How long the first row of a group waits for others. */
  readonly lingerMs: number;
  /** The largest group; a full one does not wait. */
  readonly maxRows: number;
  /** Rows waiting or being written beyond which `add` refuses at once. */
  readonly maxPending: number;
  /** Groups written at the same time, each on its own connection. */
  readonly concurrency?: number;
  /** Writes a group by one statement; answers row by row, in their order. */
  readonly write: (rows: readonly Row[]) => Promise<readonly Result[]>;
}

export interface GroupCommit<Row, Result> {
  /**
   * Resolves when the row is committed.
   * @throws OverloadedError when too many wait, or after `close`
   * @throws what `write` threw: the group fails as a whole, and none of its rows was written
   */
  add(row: Row): Promise<Result>;
  readonly pending: number;
  /** Refuses further rows and resolves when the last one has been answered. */
  close(): Promise<void>;
}

interface Waiting<Row, Result> {
  readonly row: Row;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Writes the rows of concurrent requests together: a commit costs the same for one row as for a hundred.
 * While the allowed number of groups is being written, the next group gathers, so the load sets the group's size.
 */
export function createGroupCommit<Row, Result>(
  options: GroupCommitOptions<Row, Result>,
): GroupCommit<Row, Result> {
  const { lingerMs, maxRows, maxPending, concurrency = 2, write } = options;
  let queue: Waiting<Row, Result>[] = [];
  let pending = 0;
  let writing = 0;
  let linger: NodeJS.Timeout | undefined;
  let isDue = false;
  let onDrained: (() => void) | undefined;
  let closed: Promise<void> | undefined;

  function schedule(): void {
    while (queue.length > 0 && writing < concurrency && (isDue || queue.length >= maxRows)) void writeGroup();
    if (queue.length > 0 && linger === undefined && !isDue) linger = setTimeout(becomeDue, lingerMs);
  }

  function becomeDue(): void {
    linger = undefined;
    isDue = true;
    schedule();
  }

  async function writeGroup(): Promise<void> {
    const group = queue.slice(0, maxRows);
    queue = queue.slice(maxRows);
    if (queue.length === 0) {
      isDue = false;
      clearTimeout(linger);
      linger = undefined;
    }
    writing++;
    await settle(group, write);
    writing--;
    pending -= group.length;
    if (pending === 0) onDrained?.();
    schedule();
  }

  return {
    add(row) {
      if (closed !== undefined || pending >= maxPending) {
        return Promise.reject(new OverloadedError(`${pending} rows wait to be written`));
      }
      pending++;
      return new Promise((resolve, reject) => {
        queue.push({ row, resolve, reject });
        schedule();
      });
    },
    get pending() {
      return pending;
    },
    close() {
      closed ??= new Promise((resolve) => {
        if (pending === 0) resolve();
        else onDrained = resolve;
        isDue = true;
        schedule();
      });
      return closed;
    },
  };
}

async function settle<Row, Result>(
  group: readonly Waiting<Row, Result>[],
  write: GroupCommitOptions<Row, Result>['write'],
): Promise<void> {
  try {
    const results = await write(group.map(({ row }) => row));
    if (results.length !== group.length) {
      throw new Error(`a group of ${group.length} rows was answered with ${results.length} results`);
    }
    results.forEach((result, index) => group[index]?.resolve(result));
  } catch (error) {
    for (const waiting of group) waiting.reject(error);
  }
}
