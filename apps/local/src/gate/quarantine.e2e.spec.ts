import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ingestionQuarantineRenormalise, type ReplyOf } from '@tidings/contracts';
import { addHours } from '@tidings/domain';
import type { TrackerRow } from '../feed/easypost-body.js';
import { testBrands } from '../harness/write-brands.js';
import {
  arrivedAtHub,
  badAddress,
  delivered,
  departedHub,
  label,
  outForDelivery,
  pickedUp,
} from '../stories/scans.js';
import { apiCall, deliver, signed, webhook } from './spec-support/doors.js';
import { orderBody, type Parcel, parcels, scanAt } from './spec-support/parcels.js';
import { NOW, Stage } from './spec-support/stage.js';
import { heardBy, readTold } from './spec-support/told.js';

const start = [scanAt(NOW, -30, label), scanAt(NOW, -26, pickedUp), scanAt(NOW, -12, arrivedAtHub)];

/** What lies in quarantine of each hundred parcels. */
const GROUPS: Readonly<Record<string, readonly TrackerRow[]>> = {
  moving: start,
  onTour: [...start, scanAt(NOW, -3, outForDelivery)],
  arrived: [...start, scanAt(NOW, -3, outForDelivery), scanAt(NOW, -1, delivered)],
  misaddressed: [...start, scanAt(NOW, -2, badAddress)],
  overtaken: [...start, scanAt(NOW, -4, badAddress)],
};
const all = parcels('05', 500);
const names = Object.keys(GROUPS);
const groupOf = (name: string): readonly Parcel[] =>
  all.filter((_, index) => names[index % names.length] === name);

/** A field that our reader does not know: stands for a reader, or a code table, that is wrong. */
const spoil = (body: string): string => body.replace('"tracking_code"', '"trackingcode"');

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
  const times = { placedAt: addHours(NOW, -40), shippedAt: addHours(NOW, -31) };
  await deliver(
    stage,
    all.map((parcel) => apiCall('/v1/orders', orderBody(parcel, times))),
  );
  await stage.settle();
}, 120_000);
afterAll(() => stage.strike());

describe('re-normalising 500 quarantined reports', () => {
  it('says nothing about what they tell', async () => {
    await deliver(
      stage,
      names.flatMap((name) =>
        groupOf(name).map((parcel) => signed(spoil(webhook(parcel, GROUPS[name] ?? []).body), testBrands[0])),
      ),
    );
    // The reader is good again for what comes from now on: some parcels go on, and their customers hear of it.
    const rows = [...(GROUPS['overtaken'] ?? []), scanAt(NOW, -1, departedHub), scanAt(NOW, -0.5, delivered)];
    await deliver(
      stage,
      groupOf('overtaken').map((parcel) => webhook(parcel, rows)),
    );
    await stage.settle();
    expect(await stage.rows(`select from ingestion.quarantine where kind = 'unreadable'`)).toHaveLength(500);
    const before = await readTold(stage);
    expect(heardBy(before, all)).toEqual({ delivered: 100, nothing: 400 });

    await stage.pool.query(
      `update ingestion.receipt set body = convert_to(replace(convert_from(body, 'UTF8'), '"trackingcode"', '"tracking_code"'), 'UTF8')
       where state = 'unreadable'`,
    );
    stage.clock.advanceHours(1);
    expect(await renormaliseAll()).toBe(500);
    await stage.settle();
    expect(heardBy(await readTold(stage), all)).toEqual({ delivered: 100, nothing: 400 });
    expect(await stage.rows(`select from ingestion.quarantine where kind = 'unreadable'`)).toHaveLength(0);
    expect(await renormaliseAll()).toBe(0);
  }, 180_000);

  it('and lets what is true afterwards be said, once for each parcel', async () => {
    const renormalisedAt = stage.clock.now();
    const before = await readTold(stage);
    let passed = 0;
    const [witness] = parcels('06', 1);
    if (witness === undefined) throw new Error('no witness');
    const seeAgain = (): Promise<void> =>
      deliver(stage, [webhook(witness, [...start, scanAt(NOW, (passed += 12), arrivedAtHub)])]);
    await stage.pass(4 * 24, { stepHours: 12, onStep: seeAgain });
    const told = await readTold(stage);
    expect(heardBy(told, groupOf('moving'))).toEqual({ silence: 100 });
    expect(heardBy(told, groupOf('arrived'))).toEqual({ nothing: 100 });
    expect(heardBy(told, groupOf('overtaken'))).toEqual({ delivered: 100 });
    for (const { orderNumber } of all) {
      const news = (told.get(orderNumber) ?? []).slice(before.get(orderNumber)?.length ?? 0);
      expect(news.length).toBeLessThanOrEqual(1);
      expect(news.every(({ factAt }) => factAt > renormalisedAt)).toBe(true);
    }
  }, 180_000);
});

/** @returns how many could be read at last */
async function renormaliseAll(): Promise<number> {
  let improved = 0;
  for (let after: string | null = null; ;) {
    const reply: ReplyOf<typeof ingestionQuarantineRenormalise> = await stage.rpc.call(
      ingestionQuarantineRenormalise,
      {
        brandId: 'harbour',
        source: 'easypost',
        after,
        limit: 100,
      },
    );
    improved += reply.improved;
    if (reply.next === null) return improved;
    after = reply.next;
  }
}
