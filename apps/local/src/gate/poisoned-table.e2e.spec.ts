import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addHours } from '@tidings/domain';
import { PauseBoard } from '@tidings/messaging';
import { createLogger } from '@tidings/platform';
import { until } from '../harness/until.js';
import { apiCall, deliver } from './spec-support/doors.js';
import { eventsBody, orderBody, type Parcel, parcels } from './spec-support/parcels.js';
import { NOW, Stage } from './spec-support/stage.js';
import { heardBy, readTold } from './spec-support/told.js';

/** What is let out of one kind in an hour without a history. */
const FLOOR = 50;
const LOST_AT = addHours(NOW, -0.5);
const REALLY_LOST = 30;

const flooded = parcels('04', 2_000);
const events = (parcel: Parcel, event: Readonly<Record<string, unknown>>) =>
  apiCall('/v1/events', eventsBody(parcel, [event]));
const sendsBy = () =>
  stage.rows<{ condition: string; state: string; because: string | null; n: number }>(
    `select request ->> 'condition' as condition, state, because, count(*)::integer as n
     from notifier.send group by 1, 2, 3 order by 1, 2, 3`,
  );

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set({ breakerHourlyFloor: FLOOR });
  // Too young to be told that nothing has happened yet.
  const times = { placedAt: addHours(NOW, -40), shippedAt: addHours(NOW, -24) };
  await deliver(
    stage,
    flooded.map((parcel) => apiCall('/v1/orders', orderBody(parcel, times))),
  );
  await stage.settle();
}, 120_000);
afterAll(() => stage.strike());

describe('a code table that marks 2,000 parcels lost', () => {
  it('lets at most 50 messages out, holds the others, and calls a person', async () => {
    await deliver(
      stage,
      flooded.map((parcel) => events(parcel, { at: LOST_AT, type: 'lost' })),
    );
    await stage.settle();
    expect(stage.mails).toHaveLength(FLOOR);
    expect(await sendsBy()).toEqual([
      { condition: 'exception', state: 'held', because: 'breaker_open', n: flooded.length - FLOOR },
      { condition: 'exception', state: 'sent', because: null, n: FLOOR },
    ]);
    expect(stage.alerts).toMatchObject([{ alert: 'breaker_open', brandId: 'harbour', kind: 'exception' }]);
    expect(await stage.metric('notifier', 'tidings_breaker_opened_total')).toEqual([
      { brand: 'harbour', kind: 'exception', service: 'notifier', value: 1 },
    ]);
  }, 180_000);

  it('is mended: what is held is decided anew when a person lets it go on', async () => {
    const told = await readTold(stage);
    const [misled, held] = [true, false].map((isTold) =>
      flooded.filter(({ orderNumber }) => told.has(orderNumber) === isTold),
    ) as [Parcel[], Parcel[]];
    const [lost, fine] = [held.slice(0, REALLY_LOST), held.slice(REALLY_LOST)];
    stage.clock.advanceHours(0.25);
    const retraction = { at: stage.clock.now(), type: 'correction', retracts: 'lost' };
    await deliver(
      stage,
      [...misled, ...fine].map((parcel) => events(parcel, retraction)),
    );
    await stage.settle();

    const board = new PauseBoard(stage.bus, { log: createLogger({ service: 'spec', level: 'silent' }) });
    const scope = { brandId: 'harbour', kind: 'exception', source: null };
    expect(await board.resume(scope)).toMatchObject([{ ...scope, by: 'breaker' }]);
    await until('what was held is decided anew', 60_000, async () =>
      (await sendsBy()).every(({ state }) => state === 'sent' || state === 'dropped') ? true : null,
    );
    expect(heardBy(await readTold(stage), misled)).toEqual({ 'exception + correction': FLOOR });
    expect(heardBy(await readTold(stage), lost)).toEqual({ exception: REALLY_LOST });
    expect(heardBy(await readTold(stage), fine)).toEqual({ nothing: fine.length });
    expect(await sendsBy()).toContainEqual({
      condition: 'exception',
      state: 'dropped',
      because: 'no_longer_true',
      n: fine.length,
    });
  }, 180_000);
});
