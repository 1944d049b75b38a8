import { beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { parse } from 'yaml';
import { PostgresPolicyStore } from '../adapters/postgres/postgres-policy-store.js';
import { PostgresShadowBook } from '../adapters/postgres/postgres-shadow-book.js';
import {
  OneRule,
  at,
  decisions,
  openBoard,
  ordered,
  orderWith,
  outgoing,
  reported,
  useEngine,
} from '../spec-support/engine-bed.js';
import { buildEvent } from '../spec-support/events.js';
import { ApplyPolicy, type ApplyRequest, type Applied } from './apply-policy.js';

const bed = useEngine();

let policies: PostgresPolicyStore;
beforeEach(() => {
  policies = new PostgresPolicyStore(bed().db);
});

/** Rules as they are written. */
const rule = {
  /** Says nothing when the parcel is on its way. */
  mute: `{ id: first-physical, condition: on_its_way, scope: arrival, when: { isFirstPhysical: { is: true } },
    repeats: never, then: { outcome: suppress, because: nobody_asked } }`,
  shouting: `{ id: first-physical, condition: on_its_way, scope: arrival, when: {}, then: { outcome: shout } }`,
  any: `{ id: any, condition: noise, scope: exception, when: {}, then: { outcome: suppress, because: no } }`,
  slowToShip: `{ id: slow-to-ship, condition: preparing_late, scope: order, when: { hoursSincePlaced: { atLeast: 4 } },
    then: { outcome: send, messageClass: informative } }`,
};

function quiet(version: string, ...rules: string[]): object {
  return {
    base: 'shipped',
    version,
    without: ['number-replaced'],
    rules: rules.map((each): unknown => parse(each)),
  };
}

async function apply(asked: Partial<ApplyRequest>): Promise<Applied> {
  const { brands, clock } = bed();
  const use = { brandId: 'acme', role: 'live' as const, version: null, by: 'ada', because: 'a test' };
  const applied = await new ApplyPolicy({ policies, configured: new OneRule(), clock }).apply({
    ...use,
    ...asked,
  });
  await brands.refresh();
  return applied;
}

async function pickUp(): Promise<void> {
  await bed().engine.process([ordered(orderWith(['N1']))]);
  const event = buildEvent({ number: 'N1', at: '2026-03-02T10:00:00.000Z', milestone: 'picked_up' });
  await at('2026-03-02T10:05:00.000Z', reported([event]));
}

async function traced(): Promise<unknown[]> {
  const { rows } = await sql<{
    version: string;
  }>`select trace ->> 'policyVersion' as version from decisions`.execute(bed().db);
  return rows.map(({ version }) => version);
}

describe('a policy that is applied', () => {
  it('decides without a restart, in every replica, and stands in the trace', async () => {
    const replica = openBoard(bed().db);
    await replica.refresh();
    expect(await apply({ document: quiet('quiet-1') })).toMatchObject({ outcome: 'applied', previous: null });
    await replica.refresh();
    expect(replica.rulesOf('acme').policy.policy.version).toBe('quiet-1');
    expect(replica.rulesOf('other').policy.policy.version).toBe('first-1');
    await pickUp();
    expect(await traced()).toEqual(['quiet-1']);
  });

  it('is rolled back by applying the older one, and withdrawn to the one of the file', async () => {
    await apply({ document: quiet('quiet-1') });
    await apply({ document: quiet('quiet-2', rule.mute) });
    expect(await apply({ version: 'quiet-1' })).toMatchObject({ outcome: 'applied', previous: 'quiet-2' });
    expect(bed().brands.rulesOf('acme').policy.policy.version).toBe('quiet-1');
    expect(await apply({ version: 'quiet-1' })).toMatchObject({ outcome: 'already_in_use' });
    expect(await apply({ version: null })).toMatchObject({ outcome: 'applied', previous: 'quiet-1' });
    expect(bed().brands.rulesOf('acme').policy.policy.version).toBe('first-1');
    const uses = await policies.listUses('acme');
    expect(uses.map(({ version }) => version)).toEqual([null, 'quiet-1', 'quiet-2', 'quiet-1']);
    expect(uses[0]).toMatchObject({ by: 'ada', because: 'a test', at: bed().clock.now() });
    expect(await policies.listUses('other')).toEqual([]);
  });

  it('is refused with rule and field where it is wrong, and where a rule can never be chosen', async () => {
    const wrong = quiet('bad', rule.shouting);
    expect(await apply({ document: wrong })).toMatchObject({
      outcome: 'refused',
      problems: [expect.stringContaining("rule 'first-physical', then.outcome")],
    });
    expect(await apply({ document: quiet('hidden', rule.any) })).toMatchObject({
      outcome: 'refused',
      problems: expect.arrayContaining([expect.stringContaining("rule 'any' matches before it")]),
    });
    expect(bed().brands.rulesOf('acme').policy.policy.version).toBe('first-1');
  });

  it('keeps its version for good', async () => {
    await apply({ document: quiet('quiet-1') });
    expect(await apply({ document: quiet('quiet-1', rule.mute) })).toMatchObject({
      outcome: 'version_differs',
    });
    expect(await apply({ document: quiet('first-1') })).toMatchObject({ outcome: 'version_differs' });
    expect(await apply({ version: 'never-was' })).toMatchObject({ outcome: 'unknown_version' });
    await expect(apply({ version: 'quiet-1', brandId: 'other' })).resolves.toMatchObject({
      outcome: 'unknown_version',
    });
  });

  it('does not speak of what was said under the one before', async () => {
    await pickUp();
    await apply({ document: quiet('quiet-1') });
    await at(
      '2026-03-02T10:30:00.000Z',
      ordered({ ...orderWith(['N1']), updatedAt: '2026-03-02T10:30:00.000Z' }),
    );
    expect(await decisions()).toEqual(['on_its_way send']);
  });

  it('waits until it is known which one is in use', () => {
    expect(() => openBoard(bed().db).rulesOf('acme')).toThrow(expect.objectContaining({ transient: true }));
  });
});

describe('a policy in the shadow', () => {
  const book = () => new PostgresShadowBook(bed().db);
  const window = {
    brandId: 'acme',
    version: 'mute-1',
    from: '2026-03-01T00:00:00.000Z',
    to: '2026-03-31T00:00:00.000Z',
  };

  it('is recorded with how it would have differed, and nothing of it leaves', async () => {
    await apply({ role: 'shadow', document: quiet('mute-1', rule.mute) });
    await pickUp();
    const requests = await outgoing('decision.message.requested.v1');
    expect(requests.map(({ condition }) => condition)).toEqual(['on_its_way']);
    expect(await decisions()).toEqual(['on_its_way send']);
    expect(await traced()).toEqual(['first-1']);
    const compared = await book().compare(window, 10);
    expect(compared).toMatchObject({
      counts: [{ condition: 'on_its_way', live: 1, shadow: 0, both: 0 }],
      differences: [
        {
          orderNumber: '1001',
          condition: 'on_its_way',
          live: 'send',
          shadow: 'suppress',
          shadowRule: 'first-physical',
        },
      ],
    });
    expect(await book().compare({ ...window, brandId: 'other' }, 10)).toEqual({
      counts: [],
      differences: [],
    });
    expect(await book().compare({ ...window, to: window.from }, 10)).toEqual({ counts: [], differences: [] });
  });

  it('says nothing in the live one’s place, also where only it would speak', async () => {
    await apply({ document: quiet('mute-1', rule.mute) });
    await apply({ role: 'shadow', document: quiet('loud-1') });
    await pickUp();
    expect(await outgoing('decision.message.requested.v1')).toEqual([]);
    const { counts } = await book().compare({ ...window, version: 'loud-1' }, 10);
    expect(counts).toEqual([{ condition: 'on_its_way', live: 0, shadow: 1, both: 0 }]);
  });

  it('begins with what was already said, and what it would say counts as said', async () => {
    await pickUp();
    await apply({ role: 'shadow', document: quiet('same-1') });
    const tour = buildEvent({ number: 'N1', at: '2026-03-03T07:50:00.000Z', milestone: 'out_for_delivery' });
    await at('2026-03-03T08:00:00.000Z', reported([tour]));
    await at('2026-03-03T08:10:00.000Z', reported([{ ...tour, id: 'again', source: 'another' }]));
    expect(await book().compare({ ...window, version: 'same-1' }, 10)).toEqual({
      counts: [{ condition: 'out_for_delivery', live: 1, shadow: 1, both: 1 }],
      differences: [],
    });
  });

  describe('beside one that is quiet at night', () => {
    const asked = { ...window, version: 'loud-1' };
    beforeEach(async () => {
      await apply({ document: { ...quiet('night-1'), quietHours: { from: '21:00', to: '08:00' } } });
      await apply({ role: 'shadow', document: quiet('loud-1') });
    });

    async function pickUpAtNight(...numbers: readonly string[]): Promise<void> {
      await bed().engine.process([ordered(orderWith(numbers))]);
      for (const [index, number] of numbers.entries()) {
        const event = buildEvent({ number, at: `2026-03-02T22:0${index}:00.000Z`, milestone: 'picked_up' });
        await at(`2026-03-02T22:1${index}:00.000Z`, reported([event]));
      }
    }
    async function passNight(): Promise<void> {
      bed().clock.advanceTo('2026-03-03T08:00:01.000Z');
      await bed().engine.wakeDue(10);
    }

    it('differs until the morning, and not by what the other says then', async () => {
      await pickUpAtNight('N1');
      expect(await book().compare(asked, 10)).toMatchObject({
        counts: [{ condition: 'on_its_way', live: 0, shadow: 1, both: 0 }],
        differences: [{ condition: 'on_its_way', live: 'wait', shadow: 'send' }],
      });
      await passNight();
      expect(await outgoing('decision.message.requested.v1')).toHaveLength(1);
      expect(await book().compare(asked, 10)).toEqual({
        counts: [{ condition: 'on_its_way', live: 1, shadow: 1, both: 1 }],
        differences: [],
      });
    });

    it('says of two parcels in two messages what the other says in one', async () => {
      await pickUpAtNight('N1', 'N2');
      await passNight();
      expect(await book().compare(asked, 10)).toEqual({
        counts: [{ condition: 'on_its_way', live: 1, shadow: 2, both: 1 }],
        differences: [],
      });
    });
  });

  it('is looked at when its own clock says so', async () => {
    await apply({ role: 'shadow', document: quiet('early-1', rule.slowToShip) });
    await bed().engine.process([ordered(orderWith([]))]);
    bed().clock.advanceTo('2026-03-02T12:00:01.000Z');
    expect(await bed().engine.wakeDue(10)).toBe(1);
    const { counts } = await book().compare({ ...window, version: 'early-1' }, 10);
    expect(counts).toEqual([{ condition: 'preparing_late', live: 0, shadow: 1, both: 0 }]);
  });
});
