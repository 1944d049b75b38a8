import { describe, expect, it } from '@jest/globals';
import { trackingCoverageChanged } from '@tidings/contracts';
import { addHours } from '@tidings/domain';
import type { Fault } from './spec-support/fake-api.js';
import {
  askedSource,
  brandsWith,
  type FollowingDesk,
  orderWith,
  toldOrder,
} from './spec-support/following-desk.js';
import { dialectOf, FollowingStage, numbersOf, refusing } from './spec-support/following-stage.js';
import { anEvent, aReport } from './spec-support/reports.js';

const stage = new FollowingStage();

describe('following a parcel', () => {
  async function aftership(over: object = {}) {
    const fake = await stage.fake(dialectOf('aftership'));
    const desk = stage.desk(brandsWith({ acme: [askedSource('aftership', fake.baseUrl, over)] }));
    return { fake, desk };
  }
  const enrol = (desk: FollowingDesk, numbers: readonly string[], over = {}) =>
    desk.enrol.onOrders([toldOrder('acme', orderWith(numbers, over))]);
  /** Rounds until there is nothing to do now, in steps of a second. */
  async function work(desk: FollowingDesk, source = 'aftership'): Promise<void> {
    for (let step = 0; step < 40; step++) {
      await desk.round('acme', source);
      stage.clock.advanceTo(addHours(stage.clock.now(), 1 / 3_600));
    }
  }

  it('registers a number once, however often the order is told, and looks at it as time goes on', async () => {
    const { fake, desk } = await aftership();
    await enrol(desk, ['N1']);
    await work(desk);
    await enrol(desk, ['N1']);
    await work(desk);
    expect(fake.served.map(({ kind }) => kind)).toEqual(['register']);
    expect(await desk.trackings()).toMatchObject([
      {
        state: 'followed',
        registrationId: 'as-N1',
        postalCode: '50968',
        country: 'DE',
        shipDate: '2026-11-20',
      },
    ]);
    stage.clock.advanceHours(1);
    await work(desk);
    expect(fake.served.map(({ kind }) => kind)).toEqual(['register', 'poll']);
    stage.clock.advanceHours(30);
    await work(desk);
    expect(fake.served).toHaveLength(3);
    // The same news again, in an answer that differs in nothing that matters.
    expect(await desk.published()).toHaveLength(1);
  });

  it('lets go of what arrived a day ago, and takes up again what was not delivered after all', async () => {
    const { fake, desk } = await aftership();
    await enrol(desk, ['N1']);
    await work(desk);
    const hear = async (milestone: 'delivered' | 'in_transit', at: string) => {
      const events = [
        {
          ...anEvent(0),
          milestone,
          at: {
            ...anEvent(0).at,
            instant: at,
            wall: at.slice(0, 19),
            offsetMinutes: 0,
            zoneFrom: 'carrier' as const,
          },
        },
      ];
      const data = { ...aReport({ events, parcelRef: { carrier: 'ups', number: 'N1' } }), part: 0 };
      await desk.enrol.onReports([{ brandId: 'acme', data }]);
    };
    await hear('delivered', stage.clock.now());
    stage.clock.advanceHours(20);
    await work(desk);
    expect(fake.served.map(({ kind }) => kind)).toEqual(['register']);
    stage.clock.advanceHours(8);
    await work(desk);
    expect(fake.served.map(({ kind }) => kind)).toEqual(['register', 'poll', 'stop']);
    expect(await desk.trackings()).toMatchObject([{ state: 'ended', dueAt: null }]);
    await hear('in_transit', stage.clock.now());
    stage.clock.advanceHours(5);
    await work(desk);
    expect(fake.served.map(({ kind }) => kind)).toEqual(['register', 'poll', 'stop', 'register']);
  });

  it('ends with the shipment that was cancelled', async () => {
    const { fake, desk } = await aftership();
    await enrol(desk, ['N1', 'N2']);
    await work(desk);
    const order = orderWith(['N1', 'N2']);
    const shipments = order.shipments.map((each, index) =>
      index === 0 ? { ...each, status: 'cancelled' as const } : each,
    );
    await desk.enrol.onOrders([toldOrder('acme', { ...order, shipments })]);
    await work(desk);
    expect((await desk.trackings()).map(({ number, state }) => [number, state])).toEqual([
      ['N1', 'ended'],
      ['N2', 'followed'],
    ]);
    expect(fake.served.filter(({ kind }) => kind === 'stop')).toHaveLength(1);
  });

  it("stops at the month's cap, says so, and goes on in the next month", async () => {
    const { fake, desk } = await aftership({ registrationsPerMonth: 3 });
    await enrol(desk, numbersOf(5));
    await work(desk);
    expect(fake.served.filter(({ kind }) => kind === 'register')).toHaveLength(3);
    expect(desk.notices).toContainEqual({ kind: 'quota_gone', cap: 3 });
    const untracked = await desk.store.listUntracked('acme', { after: null, limit: 10 });
    expect(untracked.map(({ reason }) => reason)).toEqual(['no_quota', 'no_quota']);
    expect(await desk.store.listUntracked('bolt', { after: null, limit: 10 })).toEqual([]);
    expect((await desk.published(trackingCoverageChanged.subject)).map(({ data }) => data)).toMatchObject([
      { state: 'untracked', reason: 'no_quota' },
      { state: 'untracked', reason: 'no_quota' },
    ]);
    stage.clock.advanceTo('2026-12-02T12:00:00.000Z');
    await work(desk);
    expect(await desk.store.listUntracked('acme', { after: null, limit: 10 })).toEqual([]);
    expect(await desk.published(trackingCoverageChanged.subject)).toHaveLength(4);
  });

  it("tries the next who may follow it when one refuses, by the brand's own table and names", async () => {
    const [first, second] = [await stage.fake(refusing('easypost')), await stage.fake(dialectOf('shippo'))];
    const routes = [
      {
        carrier: 'evri',
        written: ['Hermes UK'],
        via: [
          { source: 'easypost-2', as: undefined },
          { source: 'shippo', as: 'hermes_uk' },
        ],
      },
    ];
    const easypost = { ...askedSource('easypost', first.baseUrl), id: 'easypost-2' };
    const brands = brandsWith(
      { acme: [easypost, askedSource('shippo', second.baseUrl)] },
      { tracking: { routes, otherwise: [] } },
    );
    const desk = stage.desk(brands);
    await enrol(desk, ['N1'], { carrier: 'hermes uk' });
    await work(desk, 'easypost-2');
    expect(await desk.trackings()).toMatchObject([
      { carrier: 'evri', source: 'shippo', theirCarrier: 'hermes_uk', state: 'pending' },
    ]);
    await work(desk, 'shippo');
    expect(await desk.trackings()).toMatchObject([{ state: 'followed', source: 'shippo' }]);
    expect(await desk.published(trackingCoverageChanged.subject)).toEqual([]);
  });

  it('tells of a carrier that nobody follows, until a source tells of the parcel after all', async () => {
    const fake = await stage.fake(dialectOf('ups'));
    const desk = stage.desk(brandsWith({ acme: [askedSource('ups', fake.baseUrl)] }));
    await enrol(desk, ['N1'], { carrier: 'Pigeon Post' });
    expect(await desk.store.listUntracked('acme', { after: null, limit: 10 })).toMatchObject([
      { number: 'N1', carrier: 'pigeon_post', orderNumber: 'O-N1', reason: 'unknown_carrier' },
    ]);
    const hear = (source: string) =>
      desk.enrol.onReports([
        {
          brandId: 'acme',
          data: { ...aReport({ source, parcelRef: { carrier: 'x', number: 'N1' } }), part: 0 },
        },
      ]);
    await hear('warehouse');
    expect(await desk.trackings()).toMatchObject([{ state: 'untracked' }]);
    await hear('easypost');
    expect(await desk.trackings()).toMatchObject([{ state: 'followed', dueAt: null }]);
    const told = await desk.published(trackingCoverageChanged.subject);
    expect(told.map(({ data }) => data)).toMatchObject([
      { state: 'untracked' },
      { state: 'followed', reason: null },
    ]);
  });

  it('is untracked when no source has taken it on for two days, and is taken on when one can', async () => {
    const { fake, desk } = await aftership();
    await enrol(desk, ['N1']);
    fake.faults.push(...Array.from({ length: 400 }, (): Fault => '500'));
    for (let hour = 0; hour < 60; hour++) {
      await desk.round('acme', 'aftership');
      stage.clock.advanceHours(1);
    }
    expect(await desk.trackings()).toMatchObject([{ state: 'untracked', reason: 'pending_too_long' }]);
    expect(desk.notices.at(-1)).toMatchObject({ kind: 'failed', isOpen: true });
    fake.faults.length = 0;
    stage.clock.advanceHours(7);
    await work(desk);
    expect(await desk.trackings()).toMatchObject([{ state: 'followed', reason: null }]);
  });

  it('is asked again when its replica died, and what that one still writes is void', async () => {
    const { desk } = await aftership();
    await enrol(desk, ['N1']);
    const window = { asOf: stage.clock.now(), untilAt: addHours(stage.clock.now(), 0.05), limit: 10 };
    const claim = () =>
      desk.store.claim(
        { brandId: 'acme', source: 'aftership' },
        { ...window, asOf: stage.clock.now() },
        (due, feed) => ({ claimed: due, feed }),
      );
    const [taken] = await claim();
    expect(await claim()).toEqual([]);
    stage.clock.advanceHours(0.06);
    await work(desk);
    if (taken === undefined) throw new Error('nothing was claimed');
    await desk.store.settle([{ ...taken, change: { state: 'untracked', reason: 'refused' }, events: [] }]);
    expect(await desk.trackings()).toMatchObject([{ state: 'followed' }]);
  });

  it('is shared by two replicas, each taking its part', async () => {
    const fake = await stage.fake(dialectOf('shipengine'));
    const brands = brandsWith({ acme: [askedSource('shipengine', fake.baseUrl)] });
    const [one, two] = [stage.desk(brands), stage.desk(brands)];
    await enrol(one, numbersOf(60));
    const did = { one: 0, two: 0 };
    for (let step = 0; step < 60; step++) {
      const [first, second] = await Promise.all([
        one.round('acme', 'shipengine'),
        two.round('acme', 'shipengine'),
      ]);
      did.one += Number(first);
      did.two += Number(second);
      stage.clock.advanceTo(addHours(stage.clock.now(), 1 / 3_600));
    }
    expect(fake.served.flatMap(({ numbers }) => numbers).toSorted()).toEqual(numbersOf(60));
    expect(Math.min(did.one, did.two)).toBeGreaterThan(0);
  });

  it('does not cross brands: each is asked with its own credentials about its own parcels', async () => {
    const [ours, theirs] = [await stage.fake(dialectOf('shippo')), await stage.fake(dialectOf('shippo'))];
    const desk = stage.desk(
      brandsWith({
        acme: [askedSource('shippo', ours.baseUrl)],
        bolt: [askedSource('shippo', theirs.baseUrl)],
      }),
    );
    await desk.enrol.onOrders([
      toldOrder('acme', orderWith(['N1', 'N2'])),
      toldOrder('bolt', orderWith(['N1', 'N3'])),
    ]);
    for (const brand of ['acme', 'bolt']) await desk.round(brand, 'shippo');
    expect(ours.served.flatMap(({ numbers }) => numbers).toSorted()).toEqual(['N1', 'N2']);
    expect(theirs.served.flatMap(({ numbers }) => numbers).toSorted()).toEqual(['N1', 'N3']);
    const published = (await desk.published()).map(
      ({ brandId, data }) => `${brandId} ${data.parcelRef?.number}`,
    );
    expect(published.toSorted()).toEqual(['acme N1', 'acme N2', 'bolt N1', 'bolt N3']);
  });

  it('costs nothing of old parcels: an import is followed only where it may still be under way', async () => {
    const { desk } = await aftership();
    const import_ = (number: string, at: string) => toldOrder('acme', orderWith([number], { at }), true);
    await desk.enrol.onOrders([
      import_('N1', '2026-11-15T12:00:00.000Z'),
      import_('N2', '2026-10-15T12:00:00.000Z'),
    ]);
    await desk.enrol.onOrders([toldOrder('acme', orderWith(['N3'], { at: '2026-09-01T12:00:00.000Z' }))]);
    expect((await desk.trackings()).map(({ number }) => number)).toEqual(['N1']);
  });
});
