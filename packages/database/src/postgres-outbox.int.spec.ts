import { beforeEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type DrainOptions, eventsOf, type MessageOutcome, type OutgoingEvent } from '@tidings/contracts';
import { type Kysely, sql } from 'kysely';
import { firstTime, inboxTable } from './inbox.js';
import { migratedTemplate } from './migrated-template.js';
import { appendToOutbox, outboxOfMessages, outboxTable, waitingEvents } from './outbox-table.js';
import { PostgresOutbox } from './postgres-outbox.js';
import { useDatabase } from './spec-support/use-database.js';

const template = migratedTemplate('spec', [
  { name: '0001_outbox', up: outboxTable + inboxTable },
  {
    name: '0002_outbox_of_messages',
    up: `insert into outbox (id, brand_id, subject, payload)
      values ('early', 'northwind', 'tracking.report.recorded.v1', '{"id":"early","brandId":"northwind","name":"Köln"}');
      ${outboxOfMessages}`,
  },
]);

function event(id: string): OutgoingEvent {
  const payload = JSON.stringify({ id, brandId: 'northwind', quote: '\\"\n{}' });
  return { id, brandId: 'northwind', subject: 'tracking.report.recorded.v1', payload };
}

const upTo = (limit: number): DrainOptions => ({ limit, minAgeMs: 0 });
const stored: MessageOutcome = { kind: 'stored' };
const deferred: MessageOutcome = { kind: 'deferred', reason: 'no ack' };
const ids = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

const database = useDatabase(template);
let db: Kysely<unknown>;
let outbox: PostgresOutbox<unknown>;
let early: readonly OutgoingEvent[];
beforeAll(async () => {
  db = database();
  outbox = new PostgresOutbox(db);
  early = await waitingEvents(db);
});
beforeEach(async () => {
  await sql`truncate outbox, outbox_set_aside`.execute(db);
});

/** Each by a commit of its own. */
async function append(...events: readonly string[]): Promise<readonly number[]> {
  const positions: number[] = [];
  for (const id of events)
    positions.push(...(await appendToOutbox(db, [event(id)])).map(({ position }) => position));
  return positions;
}

async function drainAll(): Promise<OutgoingEvent[]> {
  const all: OutgoingEvent[] = [];
  await outbox.drain(upTo(1_000), async (messages) => {
    all.push(...messages.flatMap(eventsOf));
    return messages.map(() => stored);
  });
  return all;
}

describe('appendToOutbox', () => {
  it('keeps the events and their order as they are, in few rows', async () => {
    const events = Array.from({ length: 300 }, (_, index) => event(`e${(index * 7) % 300}`));
    expect((await appendToOutbox(db, events)).length).toBeLessThan(12);
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

  it('takes what waited before rows were messages for messages of one event', () => {
    const payload = '{"id":"early","brandId":"northwind","name":"Köln"}';
    expect(early).toEqual([{ ...event('early'), payload }]);
  });
});

describe('PostgresOutbox', () => {
  it('publishes each row once, also when two relays drain at the same time', async () => {
    await append('a', 'b', 'c', 'd');
    const inner: string[] = [];
    const outer: string[] = [];
    await outbox.drain(upTo(2), async (messages) => {
      outer.push(...ids(messages));
      inner.push(...ids(await drainAll()));
      return messages.map(() => stored);
    });
    expect(outer).toEqual(['a', 'b']);
    expect(inner).toEqual(['c', 'd']);
    expect(await outbox.drain(upTo(10), async () => [])).toMatchObject({ taken: 0 });
  });

  it('publishes the very messages again that it could not, whatever came since', async () => {
    const [offered] = await appendToOutbox(db, ['a', 'b', 'c'].map(event));
    const messageIds: string[][] = [];
    for (const outcome of [deferred, stored]) {
      await outbox.drain(upTo(10), async (messages) => {
        messageIds.push(ids(messages));
        return messages.map(() => outcome);
      });
      await append('d');
    }
    expect(messageIds).toEqual([[offered?.id], [offered?.id, 'd']]);
  });

  it('forgets what was published elsewhere, and leaves alone what is young', async () => {
    const [a = 0, b = 0] = await append('a', 'b', 'c');
    await outbox.remove([a, b, 987_654_321]);
    expect(await outbox.drain({ limit: 10, minAgeMs: 60_000 }, async () => [])).toMatchObject({ taken: 0 });
    await sql`update outbox set created_at = created_at - interval '2 minutes'`.execute(db);
    expect(await outbox.drain({ limit: 10, minAgeMs: 60_000 }, async () => [stored])).toMatchObject({
      published: 1,
    });
  });

  it('leaves every row in place when the relay dies before the commit', async () => {
    await append('a', 'b');
    const killed = outbox.drain(upTo(10), async (messages) => {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`.execute(db);
      return messages.map(() => stored);
    });
    await expect(killed).rejects.toThrow();
    expect(ids(await drainAll())).toEqual(['a', 'b']);
  });

  it('leaves every row in place when publishing throws', async () => {
    await append('a');
    await expect(outbox.drain(upTo(10), () => Promise.reject(new Error('bus')))).rejects.toThrow('bus');
    await expect(outbox.drain(upTo(10), async () => [])).rejects.toThrow(
      '1 messages were offered, 0 outcomes came back',
    );
    expect(ids(await drainAll())).toEqual(['a']);
  });

  it('leaves deferred rows where they were', async () => {
    await append('a', 'b', 'c');
    const result = await outbox.drain(upTo(10), async () => [deferred, stored, deferred]);
    expect(result).toEqual({ taken: 3, published: 1, deferred: 2, refused: 0 });
    await append('d');
    expect(await outbox.drain(upTo(10), async (messages) => messages.map(() => deferred))).toMatchObject({
      deferred: 3,
    });
    expect(await drainAll()).toEqual(['a', 'c', 'd'].map(event));
  });

  it('sets aside what no bus would take, and goes on', async () => {
    await append('a');
    await appendToOutbox(db, ['huge', 'good', 'large'].map(event));
    const refused = ['huge', 'large'].map((id) => ({ ...event(id), reason: 'over 1 MB' }));
    const result = await outbox.drain(upTo(10), async (messages) =>
      messages.map(({ eventCount }) => (eventCount > 1 ? { kind: 'refused', refused } : stored)),
    );
    expect(result).toEqual({ taken: 2, published: 1, deferred: 0, refused: 1 });
    const setAsideAt = expect.stringMatching(/T.*\.\d{3}Z$/);
    expect(await outbox.listSetAside(10)).toEqual(refused.map((each) => ({ ...each, setAsideAt })));
    expect(await drainAll()).toEqual([]);
  });

  it('tells how long the oldest row has waited', async () => {
    expect(await outbox.lagMs()).toBe(0);
    await append('a');
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
