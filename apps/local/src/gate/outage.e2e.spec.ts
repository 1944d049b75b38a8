import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addHours } from '@tidings/domain';
import type { TrackerRow } from '../feed/easypost-body.js';
import {
  arrivedAtHub,
  badAddress,
  delivered,
  departedHub,
  outForDelivery,
  pickedUp,
} from '../stories/scans.js';
import { apiCall, deliver, webhook } from './spec-support/doors.js';
import { orderBody, type Parcel, parcels, scanAt } from './spec-support/parcels.js';
import { NOW, Stage } from './spec-support/stage.js';
import { heardBy, readTold, since, type Told } from './spec-support/told.js';

const OUTAGE_HOURS = 12;
const HOURS_PER_STEP = 3;
const EACH = 30;

const started: readonly TrackerRow[] = [scanAt(NOW, -3, pickedUp)];
/** Quiet since so long ago that it becomes too long in mid-outage; a Sunday lies in between. */
const quietSince: readonly TrackerRow[] = [
  scanAt(NOW, -120, pickedUp),
  scanAt(NOW, -(78 + 24) + 6, arrivedAtHub),
];

interface Group {
  readonly before: readonly TrackerRow[];
  /** What the carrier reports while we are away. */
  readonly during: readonly TrackerRow[];
  /** What a customer hears when we are back. */
  readonly hears: string;
}

const GROUPS: Readonly<Record<string, Group>> = {
  arrived: {
    before: started,
    during: [scanAt(NOW, 2, arrivedAtHub), scanAt(NOW, 5, outForDelivery), scanAt(NOW, 8, delivered)],
    hears: 'delivered',
  },
  onTour: {
    before: started,
    during: [scanAt(NOW, 2, arrivedAtHub), scanAt(NOW, 7, outForDelivery)],
    hears: 'out_for_delivery',
  },
  moving: {
    before: started,
    during: [scanAt(NOW, 2, arrivedAtHub), scanAt(NOW, 4, departedHub)],
    hears: 'nothing',
  },
  misaddressed: { before: started, during: [scanAt(NOW, 6, badAddress)], hears: 'exception' },
  mended: {
    before: started,
    during: [scanAt(NOW, 2, badAddress), scanAt(NOW, 5, outForDelivery), scanAt(NOW, 9, delivered)],
    hears: 'delivered',
  },
  askedFor: { before: started, during: [scanAt(NOW, 4, delivered)], hears: 'delivered' },
  quiet: { before: quietSince, during: [], hears: 'nothing' },
};
const names = Object.keys(GROUPS);
const all = parcels('08', EACH * names.length);
const ofGroup = (name: string): readonly Parcel[] =>
  all.filter((_, index) => names[index % names.length] === name);
const groupOf = (name: string): Group => {
  const group = GROUPS[name];
  if (group === undefined) throw new Error(`no group ${name}`);
  return group;
};

const tourBefore = scanAt(NOW, -0.1, outForDelivery);
/** Asked for in the last minute: the engine had decided, the notifier had not sent. */
const beforeOf = (name: string): readonly TrackerRow[] =>
  name === 'askedFor' ? [...groupOf(name).before, tourBefore] : groupOf(name).before;

let stage: Stage;
let told: ReadonlyMap<string, readonly Told[]>;
beforeAll(async () => {
  stage = await Stage.set();
  const times = { placedAt: addHours(NOW, -144), shippedAt: addHours(NOW, -122) };
  await deliver(
    stage,
    all.map((parcel) => apiCall('/v1/orders', orderBody(parcel, times))),
  );
  await stage.settle();
  await deliver(
    stage,
    names.flatMap((name) => ofGroup(name).map((parcel) => webhook(parcel, groupOf(name).before))),
  );
  await stage.settle();
  told = await readTold(stage);
}, 120_000);
afterAll(() => stage.strike());

/** Full histories, each time with what happened since; what a carrier sends while nobody reads it. */
async function letTimePass(): Promise<void> {
  for (let hours = HOURS_PER_STEP; hours <= OUTAGE_HOURS; hours += HOURS_PER_STEP) {
    stage.clock.advanceHours(HOURS_PER_STEP);
    const now = stage.clock.now();
    const deliveries = names.flatMap((name) => {
      const happened = groupOf(name).during.filter(({ at }) => at <= now);
      const isNews = happened.some(({ at }) => at > addHours(now, -HOURS_PER_STEP));
      const rows = [...beforeOf(name), ...happened];
      return isNews ? ofGroup(name).map((parcel) => webhook(parcel, rows)) : [];
    });
    await deliver(stage, deliveries);
  }
}

describe('an outage of 12 hours', () => {
  it('ends with what is true now, once for each parcel, and with no silence of ours', async () => {
    await stage.stop('notifier');
    await deliver(
      stage,
      ofGroup('askedFor').map((parcel) => webhook(parcel, beforeOf('askedFor'))),
    );
    await stage.untilAsked(EACH);
    await stage.stop('decision-engine');
    await letTimePass();
    await stage.start('notifier', 'notifier', 'decision-engine', 'decision-engine');
    await stage.settle();
    const news = since(told, await readTold(stage));
    for (const name of names)
      expect([name, heardBy(news, ofGroup(name))]).toEqual([name, { [groupOf(name).hears]: EACH }]);
  }, 180_000);

  it('counts as time in which we could not see, also after the next restart', async () => {
    const [witness] = parcels('09', 1);
    if (witness === undefined) throw new Error('no witness');
    const seeAgain = () => deliver(stage, [webhook(witness, [scanAt(stage.clock.now(), 0, pickedUp)])]);
    await stage.stop('decision-engine');
    await stage.start('decision-engine');
    await stage.pass(20, { stepHours: 5, onStep: seeAgain });
    expect(heardBy(since(told, await readTold(stage)), ofGroup('quiet'))).toEqual({ nothing: EACH });
    await stage.pass(10, { stepHours: 5, onStep: seeAgain });
    expect(heardBy(since(told, await readTold(stage)), ofGroup('quiet'))).toEqual({ silence: EACH });
  }, 120_000);
});
