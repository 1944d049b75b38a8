import { describe, expect, it } from '@jest/globals';
import { balanceTickets } from './balance-tickets.js';
import type { BookedTicket, TicketBooks, TicketRow } from './ticket-books.js';

const row: TicketRow = {
  state: 'settled',
  outcome: 'answered',
  because: null,
  orderNumber: 'A-10000',
  isReopened: false,
};
const write = {
  decision: 'harbour:ticket:101',
  outcome: 'answered',
  because: null,
  macro: 'Tidings::On its way',
  isPublic: true,
  text: 'About A-10000: it is on its way.',
};
const answered: BookedTicket = {
  brandId: 'harbour',
  ticketId: '101',
  kind: 'asks',
  orderNumber: 'A-10000',
  writes: [write],
  corrections: [],
  row,
  events: { answered: 1, 'handed-over': 0, reopened: 0 },
};
const handedOver: BookedTicket = {
  ...answered,
  ticketId: '102',
  kind: 'mixed',
  writes: [
    { ...write, decision: 'harbour:ticket:102', outcome: 'handed_over', because: 'mixed', isPublic: false },
  ],
  row: { ...row, outcome: 'handed_over', because: 'mixed', orderNumber: null },
  events: { answered: 0, 'handed-over': 1, reopened: 0 },
};
const leftAlone: BookedTicket = {
  ...answered,
  ticketId: '103',
  kind: 'agent_meanwhile',
  writes: [],
  row: { ...row, outcome: 'left_alone', because: 'assigned', orderNumber: null },
  events: { answered: 0, 'handed-over': 0, reopened: 0 },
};

const correction = {
  ...write,
  decision: 'o1:p1:correction:1',
  outcome: 'corrected',
  text: 'We told you that your parcel was out for delivery. That turned out to be wrong.',
};
const takenBack = { kind: 'told_wrong', writes: [write, correction], corrections: ['sent'] } as const;

const books = (first: Partial<BookedTicket> = {}, over: Partial<TicketBooks> = {}): TicketBooks => ({
  tickets: [{ ...answered, ...first }, handedOver, leftAlone],
  rowCount: 3,
  leftovers: { 'the dead letters': 0 },
  ...over,
});

describe('balanceTickets', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(balanceTickets(books())).toEqual([]);
    expect(balanceTickets(books(takenBack))).toEqual([]);
    const reopened = { row: { ...row, isReopened: true }, events: { ...answered.events, reopened: 1 } };
    expect(balanceTickets(books(reopened))).toEqual([]);
  });

  it.each<[string, TicketBooks, RegExp]>([
    [
      'a second reply',
      books({ writes: [write, write] }),
      /#101 \(asks\): it was answered and written to 2 times/,
    ],
    ['a reply that is lost', books({ writes: [] }), /answered and written to 0 times/],
    ['a ticket of which nobody knows', books({ row: null }), /nobody looked at it/],
    ['a ticket that still waits', books({ row: { ...row, state: 'leased' } }), /it is still leased/],
    [
      'a write where nothing was to be written',
      books({ kind: 'agent_first', row: { ...row, outcome: 'left_alone', because: 'agent_wrote' } }),
      /left_alone and written to 1 times/,
    ],
    [
      'a ticket that was let go without a reason',
      books({ row: { ...row, outcome: 'left_alone' }, writes: [] }),
      /left_alone without a reason/,
    ],
    [
      'an end that is not the one of its kind',
      books({ kind: 'something_else' }),
      /ended answered instead of left_alone not_asked/,
    ],
    [
      'an answer that only agents read',
      books({ writes: [{ ...write, isPublic: false }] }),
      /answered where everybody else reads it/,
    ],
    [
      'a write that says something else than the row',
      books({ writes: [{ ...write, outcome: 'handed_over' }] }),
      /its write says handed_over, the row answered/,
    ],
    ['a write of another ticket', books({ writes: [{ ...write, decision: 'x' }] }), /is marked x/],
    [
      'an event that was told twice',
      books({ events: { ...answered.events, answered: 2 } }),
      /2 events tell that it was answered instead of 1/,
    ],
    [
      'somebody else’s order',
      books({ writes: [{ ...write, text: 'About A-10001: it is on its way.' }] }),
      /told of A-10001 and not of A-10000/,
    ],
    [
      'a falsehood that stands',
      books({ ...takenBack, writes: [write] }),
      /\(told_wrong\): it was corrected 0 times instead of 1/,
    ],
    [
      'a falsehood that was taken back twice',
      books({ ...takenBack, writes: [write, correction, correction] }),
      /it was corrected 2 times instead of 1/,
    ],
    [
      'what is true and was taken back',
      books({ writes: [write, correction] }),
      /corrected 1 times instead of 0/,
    ],
    [
      'a correction that was written and not noted down',
      books({ ...takenBack, corrections: ['sent', 'leased'] }),
      /its corrections ended sent, leased/,
    ],
    [
      'a correction that nobody reads',
      books({ ...takenBack, writes: [write, { ...correction, isPublic: false }] }),
      /it was corrected by: We told you/,
    ],
    ['a row too many', books({}, { rowCount: 4 }), /4 rows for 3 tickets/],
    ['a dead letter', books({}, { leftovers: { 'the dead letters': 1 } }), /^1 left in the dead letters$/m],
  ])('names %s', (_what, wrong, problem) => {
    expect(balanceTickets(wrong).join('\n')).toMatch(problem);
  });
});
