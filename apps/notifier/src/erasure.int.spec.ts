import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MailSink, startMailSink } from '@tidings/testing';
import { Stage, untilRows } from './spec-support/run-notifier.js';

let stage: Stage;
let sink: MailSink;

beforeAll(async () => {
  [stage, sink] = await Promise.all([Stage.set(), startMailSink()]);
});
afterAll(async () => {
  await stage.clear();
  await sink.stop();
  await stage.stop();
});

describe('one who asked to be forgotten', () => {
  it('is not written to any more, also when an older order comes late; the other brand does not feel it', async () => {
    await stage.startNotifier(sink);
    await stage.recordOrder('northwind', '1001', { updatedAt: '2026-11-20T08:00:00.000Z' });
    await stage.recordOrder('lumen', '1001', { updatedAt: '2026-11-20T08:00:00.000Z' });
    await untilRows(stage.db, 'select count(*)::integer as n from contact', [{ n: 2 }]);
    await stage.erase('northwind', '1001', '2026-11-20T09:00:00.000Z');
    const contacts = 'select brand_id as brand, email from contact order by brand_id';
    const forgotten = [
      { brand: 'lumen', email: 'lumen@example.org' },
      { brand: 'northwind', email: null },
    ];
    await untilRows(stage.db, contacts, forgotten);
    await stage.recordOrder('northwind', '1001', { updatedAt: '2026-11-20T08:30:00.000Z' });
    await stage.request('northwind', { key: 'o1:p1:on_its_way:1' });
    await untilRows(stage.db, 'select state, because from send', [
      { state: 'undeliverable', because: 'no_address' },
    ]);
    await untilRows(stage.db, contacts, forgotten);
    expect(sink.mails).toEqual([]);
  });
});
