import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { answersOrderGet, decisionMessageRequested, trackingReportRecorded } from '@tidings/contracts';
import { addHours } from '@tidings/domain';
import { type DeadLetter, readDeadLetters, replayDeadLetters } from '@tidings/messaging';
import type { TrackerRow } from '../feed/easypost-body.js';
import { until } from '../harness/until.js';
import { badAddress, delivered, outForDelivery, pickedUp } from '../stories/scans.js';
import { apiCall, deliver, webhook } from './spec-support/doors.js';
import { orderBody, type Parcel, parcels, scanAt } from './spec-support/parcels.js';
import { NOW, Stage } from './spec-support/stage.js';
import { heardBy, readTold, since } from './spec-support/told.js';

const EACH = 8;
const POISON = 'this is no JSON';

const started: readonly TrackerRow[] = [scanAt(NOW, -3, pickedUp)];
const onTour = [...started, scanAt(NOW, -0.5, outForDelivery)];
const arrived = [...started, scanAt(NOW, -0.25, delivered)];
const misaddressed = [...started, scanAt(NOW, -0.5, badAddress)];
const arrivedLater = [...misaddressed, scanAt(NOW, 20, outForDelivery), scanAt(NOW, 23, delivered)];

interface Group {
  readonly reported: readonly TrackerRow[];
  /** Reported a day later, when all works again and the dead letters still lie there. */
  readonly later?: readonly TrackerRow[];
  /** What a customer hears because of the replay. */
  readonly hears: string;
}

/** Dead letters of the notifier: what the engine asked it to say. */
const SPEECH: Readonly<Record<string, Group>> = {
  stale: { reported: onTour, hears: 'nothing' },
  stillTrue: { reported: arrived, hears: 'delivered' },
  stillOpen: { reported: misaddressed, hears: 'exception' },
  nowFalse: { reported: misaddressed, later: arrivedLater, hears: 'nothing' },
};
/** Dead letters of the engine: what carriers reported. */
const REPORTS: Readonly<Record<string, Group>> = {
  tour: { reported: onTour, hears: 'nothing' },
  arrival: { reported: arrived, hears: 'nothing' },
  problem: { reported: misaddressed, hears: 'nothing' },
  overtaken: { reported: misaddressed, later: arrivedLater, hears: 'nothing' },
};
const groups = [...Object.entries(SPEECH), ...Object.entries(REPORTS)];
const all = parcels('10', EACH * groups.length);
const ofGroup = (name: string): readonly Parcel[] =>
  all.filter((_, index) => groups[index % groups.length]?.[0] === name);
const bodies = (from: Readonly<Record<string, Group>>, rowsOf: (group: Group) => readonly TrackerRow[]) =>
  Object.entries(from).flatMap(([name, group]) =>
    rowsOf(group).length === 0 ? [] : ofGroup(name).map((parcel) => webhook(parcel, rowsOf(group))),
  );

let stage: Stage;
beforeAll(async () => {
  // An event that fails five times over half a minute is as dead as one that fails five times at once.
  jest.replaceProperty(trackingReportRecorded.retry, 'backoffMs', [1]);
  stage = await Stage.set({ withAnswers: true });
  const times = { placedAt: addHours(NOW, -26), shippedAt: addHours(NOW, -25) };
  await deliver(
    stage,
    all.map((parcel) => apiCall('/v1/orders', orderBody(parcel, times))),
  );
  await stage.settle();
  await deliver(
    stage,
    all.map((parcel) => webhook(parcel, started)),
  );
  await stage.settle();
}, 120_000);
afterAll(() => stage.strike());

/** Every write to the table fails until all is worked off or dead. */
async function whileBroken(table: string, work: () => Promise<void>): Promise<void> {
  await stage.pool.query(
    `create or replace function public.refuse() returns trigger language plpgsql
       as $$ begin raise exception 'broken for a while'; end $$;
     create trigger broken before insert or update on ${table} for each row execute function public.refuse()`,
  );
  await work();
  await stage.settle();
  await stage.pool.query(`drop trigger broken on ${table}`);
}

async function letters(): Promise<DeadLetter[]> {
  const found: DeadLetter[] = [];
  for await (const letter of readDeadLetters(stage.bus)) found.push(letter);
  return found;
}

/** Every consumer of what is no JSON: one reads reports, one what is to be said. */
const POISONED = ['decision-engine-reports', 'notifier-messages'];

const countOf = (found: readonly DeadLetter[], durable: string): number =>
  found.filter((letter) => letter.durable === durable).length;

describe('replaying every dead letter', () => {
  it('says what is still true and worth saying, once, and nothing about the past', async () => {
    await whileBroken('notifier.send', () =>
      deliver(
        stage,
        bodies(SPEECH, ({ reported }) => reported),
      ),
    );
    await whileBroken('engine.orders', () =>
      deliver(
        stage,
        bodies(REPORTS, ({ reported }) => reported),
      ),
    );
    for (const { subject } of [trackingReportRecorded, decisionMessageRequested])
      await stage.bus.js.publish(subject, POISON);
    await until('the poison is dead too', 20_000, async () =>
      (await letters()).filter(({ payload }) => payload === POISON).length === POISONED.length ? true : null,
    );
    const dead = await letters();
    expect(countOf(dead, 'notifier-messages')).toBe(4 * EACH + 1);
    expect(countOf(dead, 'decision-engine-reports')).toBe(4 * EACH + 1);

    await stage.pass(24, { stepHours: 24 });
    await deliver(
      stage,
      bodies({ ...SPEECH, ...REPORTS }, ({ later = [] }) => later),
    );
    await stage.settle();
    const before = await readTold(stage);
    for (const [name, { later }] of groups) {
      const heard = later === undefined ? 'on_its_way' : 'on_its_way + delivered';
      expect([name, heardBy(before, ofGroup(name))]).toEqual([name, { [heard]: EACH }]);
    }

    const report = await replayDeadLetters(stage.bus, { asOf: stage.clock.now() });
    await stage.settle();
    const news = since(before, await readTold(stage));
    for (const [name, { hears }] of groups)
      expect([name, heardBy(news, ofGroup(name))]).toEqual([name, { [hears]: EACH }]);
    expect(report.replayed).toBe(7 * EACH + 1);
    expect(report.refused).toHaveLength(EACH + 1);
    const [parcel] = ofGroup('arrival');
    const asked = { brandId: 'harbour', by: { orderNumber: parcel?.orderNumber ?? '' } };
    expect((await stage.rpc.call(answersOrderGet, asked))?.answer.headline).toBe('delivered');
  }, 180_000);

  it('keeps what it refused and what failed again on the list, and does nothing the second time', async () => {
    const left = await letters();
    const poisoned = left.filter(({ payload }) => payload === POISON).map(({ durable }) => durable);
    expect(poisoned.toSorted()).toEqual(POISONED);
    const stale = left.filter(({ payload }) => payload !== POISON);
    const stillListed = stale.map(({ payload }) => (JSON.parse(payload) as Asked).data);
    expect(stillListed.map(({ orderNumber }) => orderNumber).toSorted()).toEqual(
      ofGroup('stale').map(({ orderNumber }) => orderNumber),
    );
    expect(stillListed.every(({ condition }) => condition === 'out_for_delivery')).toBe(true);

    const before = stage.mails.length;
    const report = await replayDeadLetters(stage.bus, { asOf: stage.clock.now() });
    expect(report.replayed).toBe(1);
    await stage.settle();
    expect(stage.mails).toHaveLength(before);
    expect(await letters()).toHaveLength(EACH + POISONED.length);
  }, 60_000);
});

interface Asked {
  readonly data: { readonly orderNumber: string; readonly condition: string };
}
