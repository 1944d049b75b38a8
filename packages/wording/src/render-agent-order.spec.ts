import { describe, expect, it } from '@jest/globals';
import { type SidebarOrder, sidebarOrderSchema } from '@tidings/contracts';
import { answer as answerTo, type OrderSnapshot } from '@tidings/domain';
import { ORDER_STATES } from '@tidings/testing';
import type { AgentOrderOccasion, DecisionFacts, MessageFacts } from './agent-order.js';
import { renderAgentOrder } from './render-agent-order.js';

const READER = { locale: 'en-GB', timeZone: 'Europe/London', brandName: 'Acme' };

const noise: DecisionFacts = {
  key: 'o1:p1:noise:weather:1',
  condition: 'noise',
  reason: 'weather',
  parcelIds: ['p1'],
  outcome: 'suppress',
  factAt: '2026-11-20T15:19:00.000Z',
  decidedAt: '2026-11-20T15:20:00.000Z',
  speech: 'none',
  trace: {
    policyVersion: 'first-3',
    ruleId: 'estimate-unmoved',
    inputs: { carrierShiftDays: 0, usuallyDelays: true, whoMustAct: 'carrier', statedShiftDays: null },
    nearest: { fact: 'carrierShiftDays', needed: 'at least 1', wouldHave: 'send estimate_moved' },
    because: 'estimate_unmoved',
  },
};

const delivered: MessageFacts = {
  key: 'o1:p1:delivered:1',
  condition: 'delivered',
  reason: null,
  parcelIds: ['p1'],
  state: 'sent',
  because: null,
  requestedAt: '2026-11-21T13:31:00.000Z',
  settledAt: '2026-11-21T13:32:00.000Z',
};

function stateOf(name: string): OrderSnapshot {
  const state = ORDER_STATES[name];
  if (state === undefined) throw new Error(`no state ${name}`);
  return state;
}

function told(snapshot: OrderSnapshot, over: Partial<AgentOrderOccasion> = {}): SidebarOrder {
  const askedAt = over.askedAt ?? '2026-11-22T12:00:00.000Z';
  return renderAgentOrder({
    snapshot,
    answer: answerTo(snapshot, 2, askedAt),
    reader: READER,
    supportEmail: 'help@acme.example',
    decisions: [],
    messages: [],
    givenAddress: null,
    pageUrl: 'https://track.acme.example/t/abc',
    askedAt,
    ...over,
  });
}

describe("an agent's view of an order", () => {
  it.each(Object.entries(ORDER_STATES))('is what the sidebar is promised: %s', (_, snapshot) => {
    const order = told(snapshot, { decisions: [noise], messages: [delivered] });
    expect(sidebarOrderSchema.parse(order)).toStrictEqual(order);
  });

  it('says why nothing was sent, and what would have been needed', () => {
    const [decision] = told(stateOf('on-its-way'), { decisions: [noise] }).decisions;
    expect(decision).toMatchObject({
      text: 'Held up by the weather',
      result: 'quiet',
      resultLabel: 'Nothing sent',
      because: 'It does not move the delivery date, and nobody has to do anything about it.',
      otherwise:
        'If “Days that the carrier’s date moved” had been at least 1: a message (the delivery date moved).',
      rule: 'Rule estimate-unmoved of policy first-3',
    });
    expect(decision?.inputs).toEqual([
      { label: 'Days that the carrier’s date moved', value: '0' },
      { label: 'Usually delays a parcel', value: 'Yes' },
      { label: 'Who has to act', value: 'Carrier' },
      { label: 'Days that our date moved', value: 'None known' },
    ]);
  });

  it('says what a law would have needed, and figures, without a code or a fraction', () => {
    const trace = {
      ...noise.trace,
      inputs: { carrier: 'ups', reason: 'weather', silenceRatio: 1.2666666, vip_tier: 'gold_plus' },
      nearest: { fact: 'asOf', needed: 'at or after 2026-11-22T07:00:00.000Z', wouldHave: 'send silence' },
    };
    const [decision] = told(stateOf('on-its-way'), { decisions: [{ ...noise, trace }] }).decisions;
    expect(decision?.otherwise).toBe(
      'If “The time of the decision” had been at or after Sun 22 November at 7:00 GMT: a message (no news for longer than usual).',
    );
    expect(decision?.inputs).toEqual([
      { label: 'Carrier', value: 'UPS' },
      { label: 'Reason', value: 'Held up by the weather' },
      { label: 'Times the usual silence', value: '1.3' },
      { label: 'Vip tier', value: 'Gold plus' },
    ]);
  });

  it('turns what must not have been into what must have been', () => {
    const otherwise = (fact: string, needed: string) =>
      told(stateOf('on-its-way'), {
        decisions: [{ ...noise, trace: { ...noise.trace, nearest: { fact, needed, wouldHave: 'nothing' } } }],
      }).decisions[0]?.otherwise;
    expect(otherwise('isFirstPhysical', 'not true')).toBe(
      'If “First seen by the carrier” had been no: nothing would have happened.',
    );
    expect(otherwise('arrival', 'not out_for_delivery')).toBe(
      'If “Step just reached” had not been out for delivery: nothing would have happened.',
    );
  });

  it('tells how an order is delivered, and other codes of closed lists, in plain words', () => {
    const inputs = { delivery: 'ship', silence: 'cannot_see', silenceLeg: 'first_mile', etaEffect: 'delay' };
    const nearest = { fact: 'delivery', needed: 'one of pickup, none', wouldHave: 'nothing' };
    const decisions = [{ ...noise, trace: { ...noise.trace, inputs, nearest } }];
    const [decision] = told(stateOf('on-its-way'), { decisions }).decisions;
    expect(decision?.inputs.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'How it is delivered: Sent to the customer',
      'Silence: Not known: its source is down',
      'Where it went silent: Just collected',
      'Effect on the date: Later',
    ]);
    expect(decision?.otherwise).toBe(
      'If “How it is delivered” had been one of collected by the customer, nothing to ship: nothing would have happened.',
    );
  });

  it('tells no age of a message that was never sent', () => {
    const trace = { ...noise.trace, inputs: { hoursSinceLastMessage: 492_392, whoMustAct: 'recipient' } };
    const [decision] = told(stateOf('on-its-way'), { decisions: [{ ...noise, trace }] }).decisions;
    expect(decision?.inputs).toEqual([
      { label: 'Hours since the last message', value: 'Never' },
      { label: 'Who has to act', value: 'Customer' },
    ]);
  });

  it("prefers what the gate said about a message to the policy's reason", () => {
    const decision: DecisionFacts = {
      ...noise,
      key: delivered.key,
      condition: 'delivered',
      reason: null,
      outcome: 'send',
      speech: 'undeliverable',
      trace: { ...noise.trace, because: null },
    };
    const message = { ...delivered, state: 'undeliverable', because: 'address_bounced' } as const;
    const order = told(stateOf('delivered'), { decisions: [decision], messages: [message] });
    expect(order.decisions[0]).toMatchObject({
      result: 'quiet',
      because: 'An earlier mail to this address came back.',
    });
    expect(order.told[0]).toMatchObject({ text: 'Delivered', stateLabel: 'Did not reach them' });
  });

  it('names the parcels that a message is about, where the order has several', () => {
    const parcelsOf = (name: string, parcelIds: readonly string[]): string | null | undefined =>
      told(stateOf(name), { messages: [{ ...delivered, parcelIds }] }).told[0]?.parcels;
    expect(parcelsOf('on-its-way', ['p1'])).toBeNull();
    expect(parcelsOf('three-parts', ['p2'])).toBe('Parcel 2 of 2');
    expect(parcelsOf('three-parts', ['p2', 'p1'])).toBe('Parcels 1 and 2 of 2');
    expect(parcelsOf('three-parts', [])).toBeNull();
    expect(parcelsOf('three-parts', ['gone'])).toBeNull();
  });

  it('names the parcels that a decision is about, where the order has several', () => {
    const parcelsOf = (name: string, parcelIds: readonly string[]): string | null | undefined =>
      told(stateOf(name), { decisions: [{ ...noise, parcelIds }] }).decisions[0]?.parcels;
    expect(parcelsOf('on-its-way', ['p1'])).toBeNull();
    expect(parcelsOf('three-parts', ['p2'])).toBe('Parcel 2 of 2');
    expect(parcelsOf('three-parts', [])).toBeNull();
  });

  it("tells a policy's own reason code as it is, and no property of a plain object", () => {
    const because = (code: string): string | null | undefined =>
      told(stateOf('on-its-way'), { decisions: [{ ...noise, trace: { ...noise.trace, because: code } }] })
        .decisions[0]?.because;
    expect(because('vip_customer')).toBe('Vip customer.');
    expect(because('constructor')).toBe('Constructor.');
  });

  it('puts an open case first, with its deadline and what the customer was offered', () => {
    expect(told(stateOf('open-case')).openCase).toMatchObject({
      due: 'Due Wed 25 November',
      isOverdue: false,
      says: [expect.stringContaining('missing from the address'), 'The customer has to act.'],
      options: ['Correct the address', 'Hold it to be collected', 'Get the money back'],
      chosen: null,
    });
    expect(told(stateOf('open-case'), { askedAt: '2026-11-26T09:00:00.000Z' }).openCase).toMatchObject({
      due: 'Was due Wed 25 November',
      isOverdue: true,
    });
  });

  it('says when we promised to write, and nothing where the next step is not ours', () => {
    const silent = stateOf('silent');
    const answer = { ...answerTo(silent, 2, silent.asOf), nextBy: '2026-11-23T17:00:00.000Z' };
    expect(told(silent, { answer }).promised).toEqual({
      text: 'The customer was told to expect an update by Mon 23 November.',
      isOverdue: false,
    });
    expect(told(silent, { answer, askedAt: '2026-11-24T08:00:00.000Z' }).promised?.isOverdue).toBe(true);
    expect(told(stateOf('on-its-way')).promised).toBeNull();
  });
});
