import { describe, expect, it } from '@jest/globals';
import {
  OrderDesk,
  brief,
  delivered,
  hour,
  label,
  pickedUp,
  problem,
  report,
  scan,
  takenBack,
  tour,
} from './order-desk.spec-support.js';
import { toMillis } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { compilePolicy } from './compile-policy.js';
import { readPolicy } from './policy-document.js';
import { isStillTrue } from './settle-message.js';

const shippedLine = { id: 'l1', title: 'Lamp', quantity: 1 };

describe('a parcel on its way', () => {
  it('is told when it is first handled, not when its label is printed', () => {
    const desk = new OrderDesk().hear([label(4)]);
    expect(brief(desk.look(5))).toEqual([]);
    expect(brief(desk.hear([pickedUp(20)]).look(21))).toEqual(['send on_its_way']);
    expect(brief(desk.hear([scan(30)]).look(31))).toEqual([]);
  });

  it('tells each tour once a day, and the delivery', () => {
    const desk = new OrderDesk().hear([pickedUp(10)]);
    desk.look(11);
    expect(brief(desk.hear([tour(24)]).look(25))).toEqual(['send out_for_delivery']);
    expect(brief(desk.hear([tour(25.5)]).look(26))).toEqual([]);
    desk.hear([report(30, { milestone: 'delivery_attempted' }), tour(48)]);
    expect(brief(desk.look(49))).toEqual(['send out_for_delivery']);
    expect(brief(desk.hear([delivered(52)]).look(53))).toEqual(['send delivered']);
    expect(desk.decisions.map(({ key }) => key)).toEqual([
      'o1:p1:on_its_way:1',
      'o1:p1:out_for_delivery:1',
      'o1:p1:out_for_delivery:2',
      'o1:p1:delivered:1',
    ]);
  });

  it('is not told again what the cart mails by itself, with that reason; what is wrong is told all the same', () => {
    const desk = new OrderDesk({ cartMails: ['shipped', 'delivered'] }).hear([pickedUp(10)]);
    const [shipped] = desk.look(11);
    expect(brief(shipped ? [shipped] : [])).toEqual(['suppress on_its_way cart_says_it']);
    expect(shipped?.trace.nearest).toEqual({
      fact: 'cartMails',
      needed: 'without shipped',
      wouldHave: 'send on_its_way',
    });
    expect(brief(desk.hear([tour(24)]).look(25))).toEqual(['send out_for_delivery']);
    expect(brief(desk.hear([delivered(28)]).look(29))).toEqual(['suppress delivered cart_says_it']);
    expect(brief(desk.look(60))).toEqual([]);
  });

  it('records what it passed through unseen and sends only where it is', () => {
    const desk = new OrderDesk().hear([pickedUp(10), tour(24), delivered(28)]);
    expect(brief(desk.look(29))).toEqual([
      'overtaken on_its_way passed_through',
      'overtaken out_for_delivery passed_through',
      'send delivered',
    ]);
  });

  it('says nothing of an older step that is reported late', () => {
    const desk = new OrderDesk().hear([delivered(28)]);
    desk.look(29);
    expect(brief(desk.hear([tour(24)]).look(40))).toEqual(['overtaken out_for_delivery passed_through']);
  });

  it('says nothing that is too late to be useful, nor what happened before the brand spoke', () => {
    expect(brief(new OrderDesk().hear([tour(24)]).look(40))).toContain(
      'suppress out_for_delivery too_late_to_be_useful',
    );
    const imported = new OrderDesk({ speaksFrom: hour(26) }).hear([tour(24)]);
    expect(brief(imported.look(27))).toContain('suppress out_for_delivery before_speaking');
    expect(brief(imported.hear([delivered(28)]).look(29))).toEqual(['send delivered']);
  });

  it('says nothing to nobody: an orphan is recorded and stays unspoken once its order arrives', () => {
    const desk = new OrderDesk({ order: null }).hear([pickedUp(10)]);
    expect(brief(desk.look(11))).toEqual(['suppress on_its_way order_unknown']);
    desk.order = new OrderDesk().order;
    expect(brief(desk.look(12))).toEqual([]);
  });

  it('tells a pickup point, a way back and a new number', () => {
    const ready = new OrderDesk().hear([report(24, { milestone: 'available_for_pickup' })]);
    expect(brief(ready.look(25))).toContain('send ready_for_pickup');
    const back = new OrderDesk().hear([report(24, { milestone: 'returning' })]);
    expect(brief(back.look(25))).toContain('send returning');
    const link = { carrier: 'ups', number: '1Z-new', relation: 'replaced_by' } as const;
    const replaced = new OrderDesk().hear([label(1), report(24, { kind: 'link', link })]);
    expect(brief(replaced.look(25))).toEqual(['send number_replaced']);
    expect(replaced.decisions[0]?.factAt).toBe(hour(24));
  });
});

describe('before the carrier has it', () => {
  const none = { parcelIds: [] };
  const held = report(2, { kind: 'exception_opened', reason: 'payment_review', actor: 'merchant' });

  it('explains a hold, essential only where the customer must act', () => {
    const desk = new OrderDesk(none).hearFromShop([held]);
    expect(brief(desk.look(3))).toEqual(['send order_held']);
    expect(desk.decisions[0]?.message?.messageClass).toBe('informative');
    const own = new OrderDesk(none).hearFromShop([{ ...held, reason: 'payment_due', actor: 'recipient' }]);
    expect(own.look(3)[0]?.message?.messageClass).toBe('essential');
  });

  it('notices by the clock that an order is late in preparation, once', () => {
    const desk = new OrderDesk(none);
    expect(brief(desk.look(47))).toEqual([]);
    expect(brief(desk.look(50))).toEqual(['send preparing_late']);
    expect(desk.decisions[0]?.factAt).toBe(hour(48));
    expect(brief(desk.look(90))).toEqual([]);
  });

  it.each([
    ['cancelled', { status: 'cancelled' }],
    ['refunded', { lines: [{ ...shippedLine, cancelledQuantity: 1, requiresShipping: true }] }],
    ['digital', { lines: [{ ...shippedLine, cancelledQuantity: 0, requiresShipping: false }] }],
    ['collected in the shop', { delivery: 'pickup' }],
    [
      'not due yet',
      {
        lines: [
          { ...shippedLine, cancelledQuantity: 0, requiresShipping: true, availableFrom: '2026-06-01' },
        ],
      },
    ],
  ] as const)('decides nothing by the clock where the order is %s', (_, order) => {
    const desk = new OrderDesk({ ...none, order: order as never });
    expect(brief(desk.look(200))).toEqual([]);
  });

  it('notices a label that nobody picked up, and then says what followed', () => {
    const desk = new OrderDesk().hear([label(4)]);
    expect(brief(desk.look(75))).toEqual(['send being_prepared']);
    expect(brief(desk.look(80))).toEqual(['send label_without_pickup']);
    expect(desk.decisions[1]?.factAt).toBe(hour(76));
    expect(brief(desk.hear([pickedUp(90)]).look(91))).toEqual([
      'send on_its_way',
      'overtaken moving_again another_message_says_more',
    ]);
  });

  it('is told once, after two days without news, that nothing is wrong', () => {
    const desk = new OrderDesk().hear([label(4)]);
    expect(brief(desk.look(47))).toEqual([]);
    expect(desk.wakeAt(47)).toBe(hour(48));
    expect(brief(desk.look(48))).toEqual(['send being_prepared']);
    expect(brief(desk.look(70))).toEqual([]);
  });

  it.each([
    ['it was handled', (desk: OrderDesk) => desk.hear([pickedUp(10)])],
    [
      'it is held',
      (desk: OrderDesk) => desk.hear([problem(5, { reason: 'payment_review', physical: false })]),
    ],
    [
      'nobody can see',
      (desk: OrderDesk) => (desk.visibility = { lastProvenAt: hour(5), blindSince: hour(5) }),
    ],
  ])('does not say that it is being prepared where %s', (_, happens) => {
    const desk = new OrderDesk().hear([label(4)]);
    happens(desk);
    desk.look(20);
    expect(brief(desk.look(60))).not.toContain('send being_prepared');
  });

  it('waits in vain for no label of a cancelled order', () => {
    const desk = new OrderDesk({ order: { status: 'cancelled' } }).hear([label(4)]);
    expect(brief(desk.look(200))).toEqual([]);
  });
});

describe('the date that the shop gave at checkout', () => {
  /** Wednesday, the third day; it is over at hour 64. */
  const promised = { order: { promisedDate: '2026-03-04' } };

  it('is answered in the evening of that day, once, where the parcel is not on a van', () => {
    const desk = new OrderDesk(promised).hear([pickedUp(10)]);
    desk.look(11);
    desk.hear([scan(55)]).look(56);
    expect(desk.wakeAt(59)).toBe(hour(60));
    expect(brief(desk.look(60))).toEqual(['send promise_broken']);
    expect(brief(desk.look(70))).toEqual([]);
    expect(brief(desk.look(100))).toEqual([]);
  });

  it('is not mentioned where it is out for delivery or was delivered', () => {
    const touring = new OrderDesk(promised).hear([pickedUp(10), tour(48)]);
    touring.look(49);
    expect(brief(touring.look(60))).toEqual([]);
    const there = new OrderDesk(promised).hear([pickedUp(10), delivered(50)]);
    there.look(51);
    expect(brief(there.look(60))).toEqual([]);
  });

  it('is given up before it passes where the carrier itself says later', () => {
    const eta = { from: '2026-03-06', to: '2026-03-06' };
    const desk = new OrderDesk(promised).hear([pickedUp(10)]);
    desk.look(11);
    expect(brief(desk.hear([scan(24, { carrierEta: eta })]).look(27))).toEqual([]);
    expect(brief(desk.look(28))).toEqual(['send promise_at_risk']);
  });
});

describe('an order in several parcels', () => {
  it('is told as one story: what happens at once is one message', () => {
    const desk = new OrderDesk({ parcelIds: ['p1', 'p2', 'p3'] });
    for (const parcelId of ['p1', 'p2', 'p3']) desk.hear([pickedUp(10)], parcelId);
    const [decision, ...more] = desk.look(11);
    expect(more).toEqual([]);
    expect(decision).toMatchObject({
      key: 'o1:p1:on_its_way:1',
      parcelIds: ['p1', 'p2', 'p3'],
      outcome: 'send',
    });
    expect(desk.ledger.map(({ key, messageKey, speech }) => [key, messageKey, speech])).toEqual([
      ['o1:p1:on_its_way:1', 'o1:p1:on_its_way:1', 'sent'],
      ['o1:p2:on_its_way:1', 'o1:p1:on_its_way:1', 'sent'],
      ['o1:p3:on_its_way:1', 'o1:p1:on_its_way:1', 'sent'],
    ]);
  });

  it('corrects a shared message where it was wrong', () => {
    const desk = new OrderDesk({ parcelIds: ['p1', 'p2'] });
    desk
      .hear([delivered(10)], 'p1')
      .hear([delivered(10)], 'p2')
      .look(11);
    const [correction] = desk.hear([takenBack(12, { milestone: 'delivered' })], 'p2').look(13);
    expect(correction).toMatchObject({
      condition: 'correction',
      parcelIds: ['p2'],
      about: 'o1:p1:delivered:1',
    });
  });
});

describe('what waits at the gate', () => {
  it('stays true while it holds and not a moment longer', () => {
    const desk = new OrderDesk({ sends: false }).hear([tour(24)]);
    desk.look(25);
    const key = 'o1:p1:out_for_delivery:1';
    desk.settle(key, 'held', 25);
    expect(isStillTrue(desk.ledger, key)).toBe(true);
    desk.hear([delivered(26)]).look(27);
    expect(isStillTrue(desk.ledger, key)).toBe(false);
    expect(isStillTrue(desk.ledger, 'o1:p1:delivered:1')).toBe(true);
    desk.settle('o1:p1:delivered:1', 'sent', 27);
    expect(isStillTrue(desk.ledger, 'o1:p1:delivered:1')).toBe(false);
  });

  it.each(['sent', 'dropped', 'undeliverable'] as const)(
    'waits no more once it is %s, when it is told late that it waited',
    (state) => {
      const desk = new OrderDesk({ sends: false }).hear([tour(24)]);
      desk.look(25);
      const key = 'o1:p1:out_for_delivery:1';
      desk.settle(key, state, 26);
      desk.settle(key, 'held', 25);
      expect(desk.ledger.find(({ messageKey }) => messageKey === key)?.speech).toBe(state);
    },
  );
});

describe('a policy that asks what grows with working hours', () => {
  const asking = (when: object): OrderDesk => {
    const rule = { id: 'mine', condition: 'silence', scope: 'parcel', when, repeats: 'never' };
    const then = { outcome: 'send', messageClass: 'informative', usefulForHours: 96 };
    const rules = [{ ...rule, then }];
    const policy = compilePolicy(
      readPolicy({ base: 'shipped', version: 'mine', rules, without: ['silence'] }),
    );
    return new OrderDesk({ policy }).hear([pickedUp(10)]);
  };

  const hourOf = (at: Instant | null): number =>
    at === null ? Infinity : (toMillis(at) - toMillis(hour(0))) / 3_600_000;

  it('is looked at again in time, however the silence is measured', () => {
    for (const when of [{ silenceRatio: { atLeast: 2 } }, { silentBusinessHours: { atLeast: 144 } }]) {
      const desk = asking(when);
      desk.look(11);
      let at = 82;
      for (; at < 160 && !brief(desk.look(at)).includes('send silence'); at = hourOf(desk.wakeAt(at)));
      expect([when, at]).toEqual([when, 154]);
    }
  });
});
