import { describe, expect, it } from '@jest/globals';
import { delivered, hour, OrderDesk, pickedUp, takenBack } from '../policy/order-desk.spec-support.js';
import type { LedgerEntry } from '../policy/ledger.js';
import { noteShown, type Shown } from './note-shown.js';

const SHOWN_AT = 22;
const CORRECTED_AT = 32;

const shownAt = (at: number): Shown => ({
  told: { face: 'ticket', ticketId: '1' },
  statuses: [
    { parcelId: 'p1', condition: 'delivered', milestone: 'delivered', reason: null, since: hour(20) },
  ],
  shownAt: hour(at),
});

/** A ticket was told that the parcel was delivered, and then that it was not. */
function corrected(): OrderDesk {
  const desk = new OrderDesk({ sends: false });
  desk.hear([pickedUp(1), delivered(20)]).look(21);
  desk.ledger = noteShown(desk.ledger, shownAt(SHOWN_AT));
  desk.hear([takenBack(30, { milestone: 'delivered' })]).look(31);
  const isCorrection = ({ condition, told }: LedgerEntry): boolean =>
    condition === 'correction' && told?.ticketId === '1';
  desk.settle(desk.ledger.find(isCorrection)?.key ?? '', 'sent', CORRECTED_AT);
  return desk;
}

describe('what a face told', () => {
  it('is one statement, however often it is told', () => {
    const told = noteShown([], shownAt(SHOWN_AT));
    expect(told).toHaveLength(1);
    expect(noteShown(told, shownAt(SHOWN_AT + 1))).toBe(told);
  });

  it('was taken back with its correction, where it is heard of again or late', () => {
    const { ledger } = corrected();
    expect(noteShown(ledger, shownAt(SHOWN_AT))).toBe(ledger);
    expect(noteShown(ledger, shownAt(CORRECTED_AT - 1))).toBe(ledger);
  });

  it('is another statement once it is told after its correction', () => {
    const { ledger } = corrected();
    expect(noteShown(ledger, shownAt(CORRECTED_AT + 1)).slice(ledger.length)).toMatchObject([
      { condition: 'delivered', occurrence: 2, about: null, saidAt: hour(CORRECTED_AT + 1) },
    ]);
  });
});
