import { describe, expect, it } from '@jest/globals';
import { answer } from '../answer/answer-order.js';
import { buildSnapshot } from '../answer/build-snapshot.js';
import { orderSnapshotSchema } from '../answer/snapshot.js';
import { firstPolicy } from '../policy/first-policy.js';
import { delivered, hour, OrderDesk, pickedUp, takenBack } from '../policy/order-desk.spec-support.js';
import type { ShownCorrection } from './corrections-shown.js';

const PAGE = { face: 'page', ticketId: null } as const;
const identity = { brandId: 'brand', version: 1, token: 'token', policy: firstPolicy(), cases: [] };

/** The corrections in an answer that is asked for at `askedAt` of the order as it was last decided about at `at`. */
function asked(desk: OrderDesk, at: number, askedAt = at): readonly ShownCorrection[] {
  const snapshot = orderSnapshotSchema.parse(
    buildSnapshot({ ...desk.input(at), ...identity, ledger: desk.ledger }),
  );
  return answer(snapshot, 1, hour(askedAt)).corrections ?? [];
}

/** A page said that the parcel was delivered, which was taken back; nothing of it was shown yet. */
function misled(): OrderDesk {
  const desk = new OrderDesk({ sends: false });
  desk.hear([pickedUp(1), delivered(20)]).look(21);
  desk.tell(PAGE, 22);
  desk.hear([takenBack(30, { milestone: 'delivered' })]).look(31);
  return desk;
}

const keyOf = (desk: OrderDesk): string => asked(desk, 31)[0]?.key ?? '';

describe('what a page told and is not so', () => {
  it('stands in every answer until the page has shown that', () => {
    const desk = misled();
    const correction = { face: 'page', parcelId: 'p1', condition: 'delivered', saidAt: hour(22) };
    expect(asked(desk, 31)).toMatchObject([{ ...correction, shownAt: null }]);
    desk.look(400);
    expect(asked(desk, 400)).toMatchObject([{ ...correction, shownAt: null }]);
  });

  it('is found once more for two days by who reads the page again, and not after', () => {
    const desk = misled();
    desk.settle(keyOf(desk), 'sent', 40);
    expect(asked(desk, 41)).toMatchObject([{ shownAt: hour(40) }]);
    expect(asked(desk, 41, 87)).toHaveLength(1);
    expect(asked(desk, 41, 89)).toEqual([]);
    desk.look(90);
    expect(asked(desk, 90)).toEqual([]);
  });

  it('is not taken back where it has become so after all', () => {
    const shown = misled();
    shown.settle(keyOf(shown), 'sent', 40);
    const unseen = misled();
    for (const desk of [shown, unseen]) {
      desk.hear([delivered(50)]).look(51);
      expect(asked(desk, 51)).toEqual([]);
    }
  });

  it('is no other face’s to take back', () => {
    const desk = misled();
    expect(new Set(asked(desk, 31).map(({ face }) => face))).toEqual(new Set(['page']));
    const ticket = new OrderDesk();
    ticket.hear([pickedUp(1), delivered(20)]).look(21);
    ticket.tell({ face: 'ticket', ticketId: '7' }, 22);
    ticket.hear([takenBack(30, { milestone: 'delivered' })]).look(31);
    expect(asked(ticket, 31)).toEqual([]);
  });
});
