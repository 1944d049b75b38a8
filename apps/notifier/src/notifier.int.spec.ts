import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { messagesList } from '@tidings/contracts';
import { createRpcClient, PauseBoard } from '@tidings/messaging';
import { createLogger } from '@tidings/platform';
import { type MailSink, startMailSink } from '@tidings/testing';
import { sql } from 'kysely';
import { Stage, untilRows } from './spec-support/run-notifier.js';

let stage: Stage;
let sink: MailSink;

beforeAll(async () => {
  stage = await Stage.set();
});
beforeEach(async () => {
  sink = await startMailSink();
});
afterEach(async () => {
  await stage.clear();
  await sink.stop();
});
afterAll(() => stage.stop());

const count = (state: string): string => `select count(*)::integer as n from send where state = '${state}'`;

describe('a message that was asked for', () => {
  it('reaches the one who bought, once, however often it is asked for', async () => {
    await stage.startNotifier(sink);
    await stage.recordOrder('northwind', '1001');
    for (let time = 0; time < 3; time += 1) await stage.request('northwind', { key: 'o1:p1:on_its_way:1' });
    await stage.request('northwind', { key: 'o1:p1:delivered:1', condition: 'delivered' });
    await sink.waitFor(2);
    await untilRows(stage.db, count('sent'), [{ n: 2 }]);
    expect(sink.mails).toHaveLength(2);
    expect(new Set(sink.mails.map(({ parsed }) => parsed.messageId))).toEqual(
      new Set(['<o1/p1/on_its_way/1@northwind.example>', '<o1/p1/delivered/1@northwind.example>']),
    );
    expect(new Set(sink.mails.map(({ parsed }) => parsed.references)).size).toBe(1);
    await untilRows(stage.db, 'select count(*)::integer as n from outbox', [{ n: 0 }]);
  });

  it('is told as settled, and can be listed', async () => {
    await stage.startNotifier(sink);
    await stage.recordOrder('northwind', '1001');
    const settled = stage.bus.connection.subscribe('messaging.message.settled.v1', { max: 1 });
    await stage.request('northwind', { key: 'o2:p1:on_its_way:1' });
    for await (const message of settled)
      expect(message.json()).toMatchObject({
        brandId: 'northwind',
        correlationId: 'c',
        causationId: 'decision.message.requested.v1:northwind:o2:p1:on_its_way:1',
        data: { key: 'o2:p1:on_its_way:1', state: 'sent', channel: 'smtp' },
      });
    const rpc = createRpcClient({ servers: stage.bus.connection.getServer(), name: 'spec' });
    const { messages } = await rpc.call(messagesList, { brandId: 'northwind', orderNumber: '1001' });
    const messageId = '<o2/p1/on_its_way/1@northwind.example>';
    expect(messages).toMatchObject([
      { key: 'o2:p1:on_its_way:1', parcelIds: ['p1'], state: 'sent', messageId },
    ]);
    expect((await rpc.call(messagesList, { brandId: 'lumen', orderNumber: '1001' })).messages).toEqual([]);
    await rpc.close();
  });

  it('goes to the newest address that the shop told, whatever came last', async () => {
    await stage.startNotifier(sink);
    await stage.recordOrder('northwind', '1001', {
      email: 'new@example.org',
      updatedAt: '2026-11-20T20:00:00.000Z',
    });
    await stage.recordOrder('northwind', '1001', {
      email: 'old@example.org',
      updatedAt: '2026-11-19T20:00:00.000Z',
    });
    await untilRows(stage.db, 'select email from contact', [{ email: 'new@example.org' }]);
    await stage.request('northwind', { key: 'o3:p1:on_its_way:1' });
    const [mail] = await sink.waitFor(1);
    expect(mail?.to).toEqual(['new@example.org']);
  });

  it('waits for the order that it is about', async () => {
    await stage.startNotifier(sink);
    await stage.request('northwind', { key: 'o4:p1:on_its_way:1' });
    await untilRows(stage.db, 'select state, because from send', [
      { state: 'waiting', because: 'no_contact_yet' },
    ]);
    await stage.recordOrder('northwind', '1001');
    const [mail] = await sink.waitFor(1);
    expect(mail?.to).toEqual(['northwind@example.org']);
  });
});

describe('what it says of itself', () => {
  it('is ready once it knows what is paused, and counts what became of messages', async () => {
    const { url } = await stage.startNotifier(sink);
    await stage.recordOrder('northwind', '1001');
    await stage.request('northwind', { key: 'm1:p1:on_its_way:1' });
    await stage.request('northwind', { key: 'untrue-m2:p1:on_its_way:1' });
    await untilRows(stage.db, 'select count(*)::integer as n from send where settled_at is not null', [
      { n: 2 },
    ]);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/tidings_messages_settled_total\{state="sent",because="",service="notifier"\} 1/);
    expect(metrics).toMatch(
      /tidings_messages_settled_total\{state="dropped",because="no_longer_true",.*\} 1/,
    );
  });
});

describe('two brands with the same order numbers', () => {
  it('never cross', async () => {
    await stage.startNotifier(sink);
    await stage.recordOrder('northwind', '1001');
    await stage.recordOrder('lumen', '1001');
    for (const brandId of ['northwind', 'lumen'])
      await stage.request(brandId, { key: 'same:p1:on_its_way:1' });
    const mails = await sink.waitFor(2);
    const routes = mails.map(({ to, parsed }) => [to[0], parsed.from?.value[0]?.address, parsed.messageId]);
    expect(routes).toHaveLength(2);
    expect(routes).toEqual(
      expect.arrayContaining([
        ['northwind@example.org', 'orders@northwind.example', '<same/p1/on_its_way/1@northwind.example>'],
        ['lumen@example.org', 'orders@lumen.example', '<same/p1/on_its_way/1@lumen.example>'],
      ]),
    );
  });

  it("one's key opens nothing of the other's", async () => {
    const { url } = await stage.startNotifier(sink);
    const report = (path: string, key: string): Promise<Response> =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: JSON.stringify({ events: [{ address: 'northwind@example.org', kind: 'bounce' }] }),
      });
    expect((await report('/hooks/northwind/bounces', 'key-of-lumen-0123456789')).status).toBe(401);
    expect((await report('/hooks/nobody/bounces', 'key-of-lumen-0123456789')).status).toBe(401);
    expect((await report('/hooks/lumen/bounces', 'wrong')).status).toBe(401);
    await untilRows(stage.db, 'select count(*)::integer as n from suppression', [{ n: 0 }]);
    expect((await report('/hooks/lumen/bounces', 'key-of-lumen-0123456789')).status).toBe(200);
    await stage.recordOrder('northwind', '1001');
    await stage.request('northwind', { key: 'o5:p1:on_its_way:1' });
    await sink.waitFor(1);
  });
});

describe('an address that must not be written to', () => {
  it('is not, after a bounce was reported, whatever its capitals', async () => {
    const { url } = await stage.startNotifier(sink);
    await stage.recordOrder('northwind', '1001', { email: 'Ana@Example.org' });
    const response = await fetch(`${url}/hooks/northwind/bounces`, {
      method: 'POST',
      headers: { authorization: 'Bearer key-of-northwind-0123456789' },
      body: JSON.stringify({ events: [{ address: 'ana@example.org', kind: 'bounce' }] }),
    });
    expect(await response.json()).toEqual({ suppressed: 1 });
    await stage.request('northwind', { key: 'o6:p1:exception:1', messageClass: 'essential' });
    await untilRows(stage.db, 'select state, because from send', [
      { state: 'undeliverable', because: 'address_bounced' },
    ]);
    expect(sink.mails).toEqual([]);
  });

  it('names the field of a report that cannot be read', async () => {
    const { url } = await stage.startNotifier(sink);
    const response = await fetch(`${url}/hooks/northwind/bounces`, {
      method: 'POST',
      headers: { authorization: 'Bearer key-of-northwind-0123456789' },
      body: JSON.stringify({ events: [{ address: 'nobody', kind: 'bounce' }] }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'invalid', field: 'events[0].address' } });
  });

  it('can be taken off in one click, by posting; looking changes nothing', async () => {
    const { url } = await stage.startNotifier(sink);
    await stage.recordOrder('northwind', '1001');
    await stage.request('northwind', { key: 'o7:p1:on_its_way:1' });
    const [mail] = await sink.waitFor(1);
    const link = /<https:\/\/track\.northwind\.example(\/u\/[^>]+)>/.exec(
      mail?.raw.replace(/\r\n\s+/g, '') ?? '',
    )?.[1];
    const page = await fetch(`${url}${link}`);
    expect(await page.text()).toContain('Would you like Northwind Outfitters to stop');
    await untilRows(stage.db, 'select count(*)::integer as n from suppression', [{ n: 0 }]);
    const done = await fetch(`${url}${link}`, { method: 'POST', body: 'List-Unsubscribe=One-Click' });
    expect(done.status).toBe(200);
    await stage.request('northwind', { key: 'o7:p1:delivered:1', condition: 'delivered' });
    await stage.request('northwind', {
      key: 'o7:p1:exception:1',
      condition: 'exception',
      messageClass: 'essential',
    });
    await untilRows(stage.db, 'select key, state, because from send order by key', [
      { key: 'o7:p1:delivered:1', state: 'undeliverable', because: 'unsubscribed' },
      { key: 'o7:p1:exception:1', state: 'sent', because: null },
      { key: 'o7:p1:on_its_way:1', state: 'sent', because: null },
    ]);
    expect((await fetch(`${url}/u/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
    expect((await fetch(`${url}/u/nonsense`, { method: 'POST' })).status).toBe(404);
  });
});

describe('the gate, over two replicas', () => {
  it('holds within 5 s of a pause and decides anew within 5 s of the resume', async () => {
    await Promise.all([stage.startNotifier(sink), stage.startNotifier(sink)]);
    await stage.recordOrder('northwind', '1001');
    await stage.recordOrder('lumen', '1001');
    const log = createLogger({ service: 'operator', level: 'silent' });
    const operator = new PauseBoard(stage.bus, { log });
    const scope = { brandId: 'northwind', kind: null, source: null };
    await operator.pause(scope, { by: 'operator', note: null });
    const startedAtMs = performance.now();
    let sentAfterPause = 0;
    for (let wave = 0; ; wave += 1) {
      await Promise.all(
        Array.from({ length: 4 }, (_, index) =>
          stage.request('northwind', { key: `w${wave}-${index}:p1:on_its_way:1` }),
        ),
      );
      await untilRows(
        stage.db,
        `select count(*)::integer as n from send where state not in ('sent', 'held')`,
        [{ n: 0 }],
      );
      const left = sink.mails.length - sentAfterPause;
      sentAfterPause = sink.mails.length;
      if (left === 0) break;
    }
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);

    await stage.request('lumen', { key: 'other:p1:on_its_way:1' });
    await stage.request('northwind', { key: 'untrue:p1:on_its_way:1' });
    await untilRows(
      stage.db,
      `select count(*)::integer as n from send where brand_id = 'lumen' and state = 'sent'`,
      [{ n: 1 }],
    );
    const resumedAtMs = performance.now();
    await operator.resume(scope);
    await untilRows(stage.db, `select count(*)::integer as n from send where state = 'held'`, [{ n: 0 }]);
    await untilRows(stage.db, `select count(*)::integer as n from send where state = 'leased'`, [{ n: 0 }]);
    expect(performance.now() - resumedAtMs).toBeLessThan(5_000);
    await untilRows(stage.db, `select key, state, because from send where state <> 'sent'`, [
      { key: 'untrue:p1:on_its_way:1', state: 'dropped', because: 'no_longer_true' },
    ]);
    const ids = sink.mails.map(({ parsed }) => parsed.messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lets at most 50 of 2,000 out when a kind floods, and goes on when a person says so', async () => {
    await Promise.all([stage.startNotifier(sink), stage.startNotifier(sink)]);
    await stage.recordOrder('northwind', '1001');
    const keys = Array.from({ length: 2_000 }, (_, index) => `lost-${index}:p1:exception:lost:1`);
    await Promise.all(
      keys.map((key) =>
        stage.request('northwind', {
          key,
          condition: 'exception',
          reason: 'lost',
          messageClass: 'essential',
        }),
      ),
    );
    await untilRows(
      stage.db,
      'select state, count(*)::integer as n from send group by state order by state',
      [
        { state: 'held', n: 1_950 },
        { state: 'sent', n: 50 },
      ],
    );
    expect(sink.mails).toHaveLength(50);
    expect(stage.logged.filter((line) => line.includes('"alert":"breaker_open"'))).not.toHaveLength(0);
    await stage.request('northwind', { key: 'fine:p1:delivered:1', condition: 'delivered' });
    await sink.waitFor(51);
    const operator = new PauseBoard(stage.bus, {
      log: createLogger({ service: 'operator', level: 'silent' }),
    });
    expect(await operator.list()).toMatchObject([{ brandId: 'northwind', kind: 'exception', by: 'breaker' }]);
    await operator.resume({ brandId: 'northwind', kind: 'exception', source: null });
    await sink.waitFor(150, 20_000);
  }, 60_000);
});

describe('a replica that is gone in mid-send', () => {
  it('leaves only what was in flight to be repeated, under the same Message-ID', async () => {
    const stalled = Promise.withResolvers<undefined>();
    const ids: string[] = [];
    await sink.stop();
    sink = await startMailSink({
      onMessage: ({ parsed }) => {
        ids.push(parsed.messageId ?? '');
        return ids.length === 3 ? stalled.promise : undefined;
      },
    });
    await stage.recordOrder('northwind', '1001');
    const gone = await stage.startNotifier(sink, { leaseSeconds: 3 });
    for (let index = 0; index < 8; index += 1)
      await stage.request('northwind', { key: `c${index}:p1:on_its_way:1` });
    await untilRows(stage.db, count('sent'), [{ n: 7 }]);
    // Its lease is taken away, as time would: whoever comes next sees a send that nobody holds any more.
    await sql`update send set lease_id = gen_random_uuid(), due_at = clock_timestamp() where state = 'leased'`.execute(
      stage.db,
    );
    await stage.startNotifier(sink, { leaseSeconds: 3 });
    await untilRows(stage.db, count('sent'), [{ n: 8 }]);
    stalled.resolve(undefined);
    await gone.close();
    const repeated = ids.filter((id, index) => ids.indexOf(id) < index);
    expect(new Set(ids).size).toBe(8);
    expect(repeated).toHaveLength(1);
    await untilRows(stage.db, count('sent'), [{ n: 8 }]);
  });
});
