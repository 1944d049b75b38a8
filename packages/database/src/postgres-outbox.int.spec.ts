import { beforeEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DrainOptions, OutgoingEvent, PublishOutcome } from '@tidings/contracts';
import { type Kysely, sql } from 'kysely';
import { firstTime, inboxTable } from './inbox.js';
import { migratedTemplate } from './migrated-template.js';
import { appendToOutbox, outboxTable } from './outbox-table.js';
import { PostgresOutbox } from './postgres-outbox.js';
import { useDatabase } from './spec-support/use-database.js';

const template = migratedTemplate('spec', [{ name: '0001_outbox', up: outboxTable + inboxTable }]);

function event(id: string): OutgoingEvent {
  return {
    id,
    brandId: 'northwind',
    subject: 'tracking.report.recorded.v1',
    payload: JSON.stringify({ id, quote: '\\"\n{}' }),
  };
}

const upTo = (limit: number): DrainOptions => ({ limit, minAgeMs: 0 });
const stored: PublishOutcome = { kind: 'stored' };
const ids = (events: readonly OutgoingEvent[]) => events.map(({ id }) => id);

const database = useDatabase(template);
let db: Kysely<unknown>;
let outbox: PostgresOutbox<unknown>;

beforeAll(() => {
  db = database();
  outbox = new PostgresOutbox(db);
});
beforeEach(async () => {
  await sql`truncate outbox, outbox_set_aside`.execute(db);
});

async function drainAll(): Promise<OutgoingEvent[]> {
  const all: OutgoingEvent[] = [];
  await outbox.drain(upTo(1_000), async (events) => {
    all.push(...events);
    return events.map(() => stored);
  });
  return all;
}

describe('appendToOutbox', () => {
  it('keeps the events and their order as they are', async () => {
    const events = Array.from({ length: 300 }, (_, index) => event(`e${(index * 7) % 300}`));
    await appendToOutbox(db, events);
    expect(await drainAll()).toEqual(events);
  });

  it('commits or rolls back with the state it belongs to', async () => {
    const failed = db.transaction().execute(async (trx) => {
      await appendToOutbox(trx, [event('never')]);
      throw new Error('the state could not be saved');
    });
    await expect(failed).rejects.toThrow('could not be saved');
    expect(await drainAll()).toEqual([]);
  });
});

describe('PostgresOutbox', () => {
  it('publishes each row once, also when two relays drain at the same time', async () => {
    await appendToOutbox(db, ['a', 'b', 'c', 'd'].map(event));
    const inner: string[] = [];
    const outer: string[] = [];
    await outbox.drain(upTo(2), async (events) => {
      outer.push(...ids(events));
      inner.push(...ids(await drainAll()));
      return events.map(() => stored);
    });
    expect(outer).toEqual(['a', 'b']);
    expect(inner).toEqual(['c', 'd']);
    expect(await outbox.drain(upTo(10), async () => [])).toMatchObject({ taken: 0 });
  });

  it('publishes by one call what one commit wrote, as it was offered after it', async () => {
    await appendToOutbox(db, ['a', 'b'].map(event));
    await appendToOutbox(db, ['c', 'd', 'e'].map(event));
    const calls: string[][] = [];
    await outbox.drain(upTo(10), async (events) => {
      calls.push(ids(events));
      return events.map(() => ({ kind: 'deferred', reason: 'away' }));
    });
    await outbox.drain(upTo(10), async (events) => {
      calls.push(ids(events));
      return events.map(() => stored);
    });
    expect(calls).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
  });

  it('forgets what was published elsewhere, and leaves alone what is young', async () => {
    const [a, b] = await appendToOutbox(db, ['a', 'b', 'c'].map(event));
    await outbox.remove([a?.position ?? 0, b?.position ?? 0, 987_654_321]);
    expect(await outbox.drain({ limit: 10, minAgeMs: 60_000 }, async () => [])).toMatchObject({ taken: 0 });
    await sql`update outbox set created_at = created_at - interval '2 minutes'`.execute(db);
    expect(await outbox.drain({ limit: 10, minAgeMs: 60_000 }, async () => [stored])).toMatchObject({
      published: 1,
    });
  });

  it('leaves every row in place when the relay dies before the commit', async () => {
    await appendToOutbox(db, ['a', 'b'].map(event));
    const killed = outbox.drain(upTo(10), async (events) => {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`.execute(db);
      return events.map(() => stored);
    });
    await expect(killed).rejects.toThrow();
    expect(ids(await drainAll())).toEqual(['a', 'b']);
  });

  it('leaves every row in place when publishing throws', async () => {
    await appendToOutbox(db, [event('a')]);
    await expect(outbox.drain(upTo(10), () => Promise.reject(new Error('bus')))).rejects.toThrow('bus');
    await expect(outbox.drain(upTo(10), async () => [])).rejects.toThrow(
      '1 events were offered, 0 outcomes came back',
    );
    expect(ids(await drainAll())).toEqual(['a']);
  });

  it('puts deferred rows back to where they were', async () => {
    await appendToOutbox(db, ['a', 'b', 'c'].map(event));
    const deferred: PublishOutcome = { kind: 'deferred', reason: 'no ack' };
    const result = await outbox.drain(upTo(10), async () => [deferred, stored, deferred]);
    expect(result).toEqual({ taken: 3, published: 1, deferred: 2, setAside: 0 });
    await appendToOutbox(db, [event('d')]);
    expect(await outbox.drain(upTo(10), async (events) => events.map(() => deferred))).toMatchObject({
      deferred: 3,
    });
    expect(await drainAll()).toEqual(['a', 'c', 'd'].map(event));
  });

  it('sets aside what no bus would take, and goes on', async () => {
    await appendToOutbox(db, ['a', 'huge', 'c'].map(event));
    const result = await outbox.drain(upTo(10), async (events) =>
      events.map(({ id }) => (id === 'huge' ? { kind: 'unpublishable', reason: 'over 1 MB' } : stored)),
    );
    expect(result).toEqual({ taken: 3, published: 2, deferred: 0, setAside: 1 });
    const [kept, ...others] = await outbox.listSetAside(10);
    expect(kept).toEqual({
      ...event('huge'),
      reason: 'over 1 MB',
      setAsideAt: expect.stringMatching(/T.*\.\d{3}Z$/),
    });
    expect(others).toEqual([]);
    expect(await drainAll()).toEqual([]);
  });

  it('tells how long the oldest row has waited', async () => {
    expect(await outbox.lagMs()).toBe(0);
    await appendToOutbox(db, [event('a')]);
    await sql`update outbox set created_at = created_at - interval '1 minute'`.execute(db);
    expect(await outbox.lagMs()).toBeGreaterThanOrEqual(60_000);
  });
});

describe('firstTime', () => {
  it('tells what this consumer has not seen, once it is committed', async () => {
    expect(await firstTime(db, 'folding', ['a', 'b', 'a'])).toEqual(new Set(['a', 'b']));
    expect(await firstTime(db, 'folding', ['b', 'c'])).toEqual(new Set(['c']));
    expect(await firstTime(db, 'mailing', ['b'])).toEqual(new Set(['b']));
  });
});
