import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addHours } from '@tidings/domain';
import { until } from '../harness/until.js';
import { arrivedAtHub, outForDelivery, pickedUp } from '../stories/scans.js';
import { apiCall, deliver, webhook } from './spec-support/doors.js';
import { orderBody, type Parcel, parcels, scanAt } from './spec-support/parcels.js';
import { NOW, Stage } from './spec-support/stage.js';
import { heardBy, readTold } from './spec-support/told.js';

const DEAD_HOURS = 24;
/** What is usual between two scans under way, in hours of working days; Sunday is none. */
const USUAL_HOURS = 78;
const SUNDAY_HOURS = 24;

const live = parcels('03', 1_000);
/** Spread so that while the source is dead, every minute and a half another parcel has been quiet for too long. */
const lastScanHours = (index: number): number =>
  -(USUAL_HOURS + SUNDAY_HOURS) + (DEAD_HOURS * (index + 1)) / live.length;

/** First handled too long ago for "on its way" to be news. */
const rowsOf = (index: number) => [
  scanAt(NOW, -120, pickedUp),
  scanAt(NOW, Math.round(lastScanHours(index) * 60) / 60, arrivedAtHub),
];

let stage: Stage;
const blindAlerts = () => stage.alerts.filter(({ alert }) => alert === 'source_blind');

beforeAll(async () => {
  stage = await Stage.set();
  const order = (parcel: Parcel) =>
    orderBody(parcel, { placedAt: addHours(NOW, -144), shippedAt: addHours(NOW, -121) });
  await deliver(
    stage,
    live.map((parcel) => apiCall('/v1/orders', order(parcel))),
  );
  await stage.settle();
  await deliver(
    stage,
    live.map((parcel, index) => webhook(parcel, rowsOf(index))),
  );
  await stage.settle();
}, 120_000);
afterAll(() => stage.strike());

describe('one source, dead for 24 hours over 1,000 live parcels', () => {
  it('tells no customer of a silence, and a person once', async () => {
    expect(stage.mails).toHaveLength(0);
    await stage.pass(8, { stepHours: 2 });
    await until('the source is seen to be blind', 20_000, () => (blindAlerts().length > 0 ? true : null));
    await stage.pass(DEAD_HOURS - 8, { stepHours: 4 });
    expect(await stage.rows(`select from notifier.send`)).toHaveLength(0);
    expect(stage.mails).toHaveLength(0);
    expect(blindAlerts()).toMatchObject([{ brandId: 'harbour', source: 'easypost', lastProvenAt: NOW }]);
    expect(await stage.metric('ingestion', 'ingestion_source_changes_total')).toEqual([
      { brand: 'harbour', source: 'easypost', state: 'blind', service: 'ingestion', value: 1 },
    ]);
  }, 180_000);

  it('that sees again has a working day to tell what it missed; what stays quiet then is told, once', async () => {
    const moved = live.slice(0, 950);
    const quiet = live.slice(950);
    const at = stage.clock.now();
    const arrived = (parcel: Parcel, index: number) =>
      webhook(parcel, [...rowsOf(index), scanAt(at, -1, outForDelivery)]);
    await deliver(stage, moved.map(arrived));
    await stage.settle();
    expect(heardBy(await readTold(stage), moved)).toEqual({ out_for_delivery: 950 });
    await stage.pass(20, { stepHours: 10 });
    expect(heardBy(await readTold(stage), quiet)).toEqual({ nothing: 50 });
    const [witness] = moved;
    if (witness === undefined) throw new Error('no witness');
    const seeAgain = () => {
      const later = scanAt(stage.clock.now(), 0, outForDelivery);
      return deliver(stage, [webhook(witness, [...rowsOf(0), scanAt(at, -1, outForDelivery), later])]);
    };
    await stage.pass(12, { stepHours: 6, onStep: seeAgain });
    expect(heardBy(await readTold(stage), quiet)).toEqual({ silence: 50 });
  }, 120_000);
});
