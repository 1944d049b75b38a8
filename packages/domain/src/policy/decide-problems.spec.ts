import { describe, expect, it } from '@jest/globals';
import {
  OrderDesk,
  brief,
  delivered,
  hour,
  pickedUp,
  problem,
  report,
  scan,
  solved,
  takenBack,
  tour,
} from './order-desk.spec-support.js';
import { isStillTrue } from './settle-message.js';

const ETA = { from: '2026-03-06', to: '2026-03-06' };
const LATER = { from: '2026-03-09', to: '2026-03-09' };
const badAddress = { reason: 'address_insufficient', actor: 'recipient' } as const;

describe('silence', () => {
  it('is told once, and that it moves again once', () => {
    const desk = new OrderDesk().hear([pickedUp(4), scan(10)]);
    desk.look(11);
    expect(brief(desk.look(100))).toEqual(['send silence']);
    expect(brief(desk.look(120))).toEqual([]);
    expect(brief(desk.hear([scan(121)]).look(122))).toEqual(['send moving_again']);
    expect(brief(desk.look(123))).toEqual([]);
    expect(brief(desk.look(300))).toEqual(['send silence']);
    expect(desk.decisions.at(-1)?.key).toBe('o1:p1:silence:2');
  });

  it('is not told while we cannot see, and a told one is neither taken back nor repeated', () => {
    const blind = { lastProvenAt: hour(10), blindSince: hour(10) };
    const seeing = { lastProvenAt: hour(10_000), blindSince: null };
    const desk = new OrderDesk({ visibility: blind }).hear([pickedUp(4), scan(10)]);
    desk.look(11);
    expect(brief(desk.look(200))).toEqual([]);
    desk.visibility = seeing;
    expect(brief(desk.look(201))).toEqual(['send silence']);
    desk.visibility = { ...blind, blindSince: hour(202) };
    expect(brief(desk.look(203))).toEqual([]);
    desk.visibility = seeing;
    expect(brief(desk.look(204))).toEqual([]);
  });

  it('does not leave the gate once we cannot see', () => {
    const desk = new OrderDesk({ sends: false }).hear([pickedUp(4), scan(10)]);
    desk.look(100);
    desk.settle('o1:p1:silence:1', 'held', 100);
    desk.visibility = { lastProvenAt: hour(100), blindSince: hour(100) };
    desk.look(101);
    expect(isStillTrue(desk.ledger, 'o1:p1:silence:1')).toBe(false);
    desk.visibility = { lastProvenAt: hour(10_000), blindSince: null };
    expect(brief(desk.look(102))).toEqual(['send silence']);
  });

  it('ends without a word where it was never told', () => {
    const desk = new OrderDesk({ sends: false }).hear([pickedUp(4), scan(10)]);
    desk.look(100);
    expect(isStillTrue(desk.ledger, 'o1:p1:silence:1')).toBe(true);
    expect(brief(desk.hear([scan(101)]).look(102))).toEqual([]);
    expect(isStillTrue(desk.ledger, 'o1:p1:silence:1')).toBe(false);
  });

  it('gives way to the milestone that ends it', () => {
    const desk = new OrderDesk().hear([pickedUp(4), scan(10)]);
    desk.look(100);
    expect(brief(desk.hear([tour(101)]).look(102))).toEqual([
      'send out_for_delivery',
      'suppress moving_again told_by_milestone',
    ]);
  });
});

describe('exceptions', () => {
  const weather = { reason: 'weather', actor: 'carrier' } as const;

  it('are noise where the carrier did not move its date and nobody must act', () => {
    const desk = new OrderDesk().hear([scan(10, { carrierEta: ETA }), problem(20, weather)]);
    expect(brief(desk.look(21))).toContain('suppress noise estimate_unmoved');
    expect(desk.decisions.find(({ condition }) => condition === 'noise')?.trace).toEqual({
      policyVersion: 'first-1',
      ruleId: 'estimate-unmoved',
      inputs: expect.objectContaining({ reason: 'weather', whoMustAct: 'carrier', carrierShiftDays: 0 }),
      nearest: { fact: 'carrierShiftDays', needed: 'at least 1', wouldHave: 'send estimate_moved' },
      because: 'estimate_unmoved',
    });
  });

  it("are late once the carrier's own date has passed", () => {
    const desk = new OrderDesk().hear([scan(60, { carrierEta: ETA }), problem(80, weather)]);
    desk.look(81);
    expect(brief(desk.look(120))).toEqual(['send estimate_moved']);
  });

  it('tell the new date once the carrier moves it', () => {
    const desk = new OrderDesk().hear([scan(10, { carrierEta: ETA }), problem(20, weather)]);
    desk.look(21);
    desk.hear([report(30, { kind: 'eta_change', carrierEta: LATER, etaEffect: 'new' })]);
    expect(brief(desk.look(31))).toEqual(['send estimate_moved']);
    expect(desk.decisions.at(-1)?.claims.estimate).toEqual(LATER);
    expect(brief(desk.look(32))).toEqual([]);
  });

  it('move what the table says they move where the carrier gives no date', () => {
    expect(brief(new OrderDesk().hear([scan(10), problem(20, weather)]).look(21))).toContain(
      'send estimate_moved',
    );
    const relabelled = problem(20, { reason: 'label_problem' });
    expect(brief(new OrderDesk().hear([scan(10), relabelled]).look(21))).toContain(
      'suppress noise estimate_unmoved',
    );
  });

  it('open a case where someone must act, tell it at once and halt normal messages', () => {
    const desk = new OrderDesk().hear([scan(10), problem(20, badAddress)]);
    expect(brief(desk.look(21))).toEqual(['open_case exception', 'suppress on_its_way case_open']);
    expect(desk.caseChanges).toEqual([
      {
        change: 'open',
        caseKey: 'o1:p1:exception:address_insufficient:1',
        parcelId: 'p1',
        reason: 'address_insufficient',
        actor: 'recipient',
        openedAt: hour(21),
        dueInBusinessHours: 8,
        options: ['correct_address', 'collect', 'contact_us'],
      },
    ]);
    desk.hear([problem(22, badAddress)]);
    expect(brief(desk.look(23))).toEqual([]);
    expect(brief(desk.look(200))).toEqual(['suppress silence case_open', 'escalate case_overdue silently']);
    expect(brief(desk.look(210))).toEqual([]);
  });

  it('close the case when the parcel recovers, and say so to those who were told', () => {
    const desk = new OrderDesk().hear([scan(10), problem(20, badAddress)]);
    desk.look(21);
    desk.hear([solved(30, badAddress), scan(31)]);
    expect(brief(desk.look(32))).toEqual(['close_case case_resolved']);
    expect(desk.caseChanges.at(-1)).toEqual({
      change: 'close',
      caseKey: 'o1:p1:exception:address_insufficient:1',
      closedAt: hour(32),
    });
    desk.hear([problem(40, badAddress)]);
    expect(brief(desk.look(41))).toEqual(['open_case exception']);
    expect(desk.decisions.at(-1)?.key).toBe('o1:p1:exception:address_insufficient:2');
  });

  it('close an untold case without a word', () => {
    const desk = new OrderDesk({ sends: false }).hear([scan(10), problem(20, badAddress)]);
    desk.look(21);
    expect(brief(desk.hear([solved(30, badAddress)]).look(32))).toEqual([
      'close_case case_resolved silently',
    ]);
  });

  it('that came and went between two looks are recorded', () => {
    const desk = new OrderDesk().hear([scan(10), problem(20, badAddress), solved(30, badAddress), scan(31)]);
    expect(brief(desk.look(32))).toEqual(['overtaken exception passed_through', 'send on_its_way']);
    expect(desk.caseChanges).toEqual([]);
  });

  it('of a kind that ended at the very instant at which the next began are told and recorded once each', () => {
    const desk = new OrderDesk().hear([pickedUp(1), problem(198, { reason: 'weather' })]);
    desk.look(198);
    const moved = [report(237, { milestone: 'delivery_attempted' }), problem(237, { reason: 'weather' })];
    desk.hear(moved).look(237);
    expect(brief(desk.look(238))).toEqual([]);
    desk.hear([scan(237)]).look(239);
    for (const at of [240, 250]) expect([at, brief(desk.look(at))]).toEqual([at, []]);
  });

  it('open a case for a lost parcel, however the carrier puts it', () => {
    const lost = { milestone: 'lost', physical: false } as const;
    const asMilestone = new OrderDesk().hear([scan(10), report(20, lost)]);
    expect(brief(asMilestone.look(21))).toContain('open_case exception');
    const asBoth = new OrderDesk().hear([
      scan(10),
      problem(19, { reason: 'lost', actor: 'merchant' }),
      report(20, lost),
    ]);
    expect(brief(asBoth.look(21)).filter((each) => each.startsWith('open_case'))).toHaveLength(1);
    expect(asBoth.look(22)).toEqual([]);
  });
});

describe('corrections', () => {
  it('take back a delivery that was told, once, with the truth', () => {
    const desk = new OrderDesk().hear([scan(10), delivered(20)]);
    desk.look(21);
    desk.hear([takenBack(22, { milestone: 'delivered' })]);
    expect(brief(desk.look(23))).toEqual(['send correction']);
    expect(desk.decisions.at(-1)).toMatchObject({
      about: 'o1:p1:delivered:1',
      claims: { milestone: 'in_transit' },
      message: { messageClass: 'essential' },
    });
    expect(brief(desk.look(24))).toEqual([]);
    expect(brief(desk.hear([delivered(40)]).look(41))).toEqual(['send delivered']);
  });

  it('never take back what was not said', () => {
    const desk = new OrderDesk({ sends: false }).hear([scan(10), delivered(20)]);
    desk.look(21);
    expect(brief(desk.hear([takenBack(22, { milestone: 'delivered' })]).look(23))).toEqual([]);
    expect(isStillTrue(desk.ledger, 'o1:p1:delivered:1')).toBe(false);
  });

  it('follow what was in flight, once it has left', () => {
    const desk = new OrderDesk({ sends: false }).hear([scan(10), delivered(20)]);
    desk.look(21);
    desk.hear([takenBack(22, { milestone: 'delivered' })]).look(23);
    desk.settle('o1:p1:delivered:1', 'sent', 23);
    expect(brief(desk.look(24))).toEqual(['send correction']);
    expect(brief(desk.look(25))).toEqual([]);
  });

  it('are not needed where the same is true by another report', () => {
    const desk = new OrderDesk().hear([scan(10), delivered(20)]);
    desk.look(21);
    desk.hear([takenBack(22, { milestone: 'delivered' }), delivered(23)]);
    expect(brief(desk.look(24))).toEqual([]);
  });

  it('close a case that rested on a mistake of ours', () => {
    const desk = new OrderDesk().hear([scan(10), report(20, { milestone: 'lost', physical: false })]);
    desk.look(21);
    desk.unhear().hear([scan(10), scan(20)]);
    expect(brief(desk.look(22))).toContain('close_case correction');
    expect(desk.caseChanges.map(({ change }) => change)).toEqual(['open', 'close']);
  });

  it('that wait are withdrawn when what was said comes true', () => {
    const desk = new OrderDesk().hear([scan(10), delivered(20)]);
    desk.look(21);
    desk.sends = false;
    desk.hear([takenBack(22, { milestone: 'delivered' })]).look(23);
    expect(isStillTrue(desk.ledger, 'o1:p1:correction:1')).toBe(true);
    desk.hear([delivered(25)]).look(26);
    expect(isStillTrue(desk.ledger, 'o1:p1:correction:1')).toBe(false);
  });
});
