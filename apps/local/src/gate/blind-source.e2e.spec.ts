import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addHours } from '@tidings/domain';
import { until } from '../harness/until.js';
import { arrivedAtHub, departedHub, pickedUp } from '../stories/scans.js';
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
    const seenAt = stage.clock.now();
    const departure = scanAt(seenAt, -1, departedHub);
    await deliver(
      stage,
      moved.map((parcel, index) => webhook(parcel, [...rowsOf(index), departure])),
    );
    await until('the source is seen to deliver again', 20_000, async () =>
      (await stage.rows(`select from engine.sources where blind_since is null and last_blind_to is not null`))
        .length > 0
        ? true
        : null,
    );
    const [witness] = parcels('07', 1);
    if (witness === undefined) throw new Error('no witness');
    const seeAgain = () => deliver(stage, [webhook(witness, [scanAt(stage.clock.now(), 0, pickedUp)])]);
    await stage.pass(20, { stepHours: 5, onStep: seeAgain });
    expect(stage.mails).toHaveLength(0);
    await stage.pass(10, { stepHours: 5, onStep: seeAgain });
    expect(heardBy(await readTold(stage), quiet)).toEqual({ silence: quiet.length });
    expect(heardBy(await readTold(stage), moved)).toEqual({ nothing: moved.length });
    expect(blindAlerts()).toHaveLength(1);
  }, 120_000);
});
