import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addHours, type Instant } from '@tidings/domain';
import { apiCall, type Delivery, deliver } from './spec-support/doors.js';
import { eventsBody, orderBody, type Parcel, parcels } from './spec-support/parcels.js';
import { NOW, Stage } from './spec-support/stage.js';
import { heardBy, readTold } from './spec-support/told.js';

type Event = readonly [share: number, event: Readonly<Record<string, unknown>>];

/** How the parcels of 60 days stand when they are imported; shares of the time from purchase to an hour ago. */
const JOURNEYS = {
  delivered: [
    [0.2, { type: 'picked_up' }],
    [0.6, { type: 'out_for_delivery' }],
    [1, { type: 'delivered' }],
  ],
  lost: [
    [0.2, { type: 'picked_up' }],
    [0.9, { type: 'lost' }],
  ],
  misaddressed: [
    [0.2, { type: 'picked_up' }],
    [0.9, { type: 'exception', reason: 'address_incorrect' }],
  ],
  missed: [
    [0.2, { type: 'picked_up' }],
    [1, { type: 'delivery_attempted', reason: 'recipient_unavailable' }],
  ],
  returning: [
    [0.2, { type: 'picked_up' }],
    [1, { type: 'returning' }],
  ],
  waitingForPickup: [
    [0.2, { type: 'picked_up' }],
    [1, { type: 'available_for_pickup' }],
  ],
  takenBack: [
    [0.2, { type: 'picked_up' }],
    [0.8, { type: 'delivered' }],
    [0.9, { type: 'correction', retracts: 'delivered' }],
    [1, { type: 'in_transit' }],
  ],
  labelled: [[0.1, { type: 'label_created' }]],
  silent: [[0.1, { type: 'picked_up' }]],
  moving: [
    [0.2, { type: 'picked_up' }],
    [1, { type: 'in_transit' }],
  ],
} as const satisfies Record<string, readonly Event[]>;
type Kind = keyof typeof JOURNEYS;
const KINDS = Object.keys(JOURNEYS) as Kind[];

const DAYS = 60;
const imported = parcels('01', 240);
const kindOf = (index: number): Kind => KINDS[index % KINDS.length] ?? 'moving';
const ofKind = (kind: Kind): Parcel[] => imported.filter((_, index) => kindOf(index) === kind);
/** The youngest was bought five days ago, so that `silent` is so already. */
const placedAtOf = (index: number): Instant =>
  addHours(NOW, -24 * (5 + ((DAYS - 5) * index) / imported.length));

function importOf(parcel: Parcel, index: number): readonly Delivery[] {
  const placedAt = placedAtOf(index);
  const hours = (Date.parse(NOW) - Date.parse(placedAt)) / 3_600_000 - 1;
  const events = JOURNEYS[kindOf(index)].map(([share, event]) => ({
    at: addHours(placedAt, share * hours),
    ...event,
  }));
  const order = orderBody(parcel, { placedAt, shippedAt: addHours(placedAt, 1) });
  const calls = [
    apiCall('/v1/orders', order, { isHistory: true }),
    apiCall('/v1/events', eventsBody(parcel, events), { isHistory: true }),
  ];
  return index % 3 === 0 ? calls.toReversed() : calls;
}

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
}, 60_000);
afterAll(() => stage.strike());

describe('importing 60 days of history', () => {
  it('says nothing, whatever happened in them', async () => {
    await deliver(stage, imported.flatMap(importOf));
    await stage.settle();
    expect(await stage.rows('select from notifier.send')).toHaveLength(0);
    expect(stage.mails).toHaveLength(0);
    const decided = await stage.rows(
      `select outcome, trace ->> 'because' as because from engine.decisions group by 1, 2 order by 1, 2`,
    );
    expect(decided).toEqual([
      { outcome: 'overtaken', because: 'passed_through' },
      { outcome: 'suppress', because: 'before_speaking' },
      { outcome: 'suppress', because: 'order_unknown' },
    ]);
    expect(await stage.rows(`select from engine.cases`)).toHaveLength(0);
  }, 90_000);

  it('lets what is true afterwards be said, once for each parcel', async () => {
    const [witness] = parcels('02', 1);
    if (witness === undefined) throw new Error('no witness');
    let notes = 0;
    const seeAgain = (): Promise<void> => {
      const note = { at: stage.clock.now(), type: 'note', text: `note ${(notes += 1)}` };
      return deliver(stage, [apiCall('/v1/events', eventsBody(witness, [note]))]);
    };
    await stage.pass(4 * 24, { stepHours: 12, onStep: seeAgain });
    const told = await readTold(stage);
    expect(heardBy(told, ofKind('moving'))).toEqual({ silence: 24 });
    for (const kind of ['delivered', 'lost', 'silent', 'labelled', 'returning'] as const) {
      expect([kind, heardBy(told, ofKind(kind))]).toEqual([kind, { nothing: 24 }]);
    }
    for (const messages of told.values()) {
      expect(messages).toHaveLength(1);
      expect(messages[0]?.factAt && messages[0].factAt > NOW).toBe(true);
    }
  }, 90_000);

  it('and what happens afterwards', async () => {
    const moving = ofKind('moving');
    stage.clock.advanceHours(1);
    const at = stage.clock.now();
    await deliver(
      stage,
      moving.map((parcel) => apiCall('/v1/events', eventsBody(parcel, [{ at, type: 'delivered' }]))),
    );
    await stage.settle();
    expect(heardBy(await readTold(stage), moving)).toEqual({ 'silence + delivered': 24 });
  }, 60_000);
});
