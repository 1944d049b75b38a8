import type { BookedTicket, TicketBooks } from './ticket-books.js';
import { isTakenBack, TICKET_KINDS, type TicketKind } from './ticket-kind.js';

const CORRECTED = 'corrected';
const TAKEN_BACK = 'out for delivery. That turned out to be wrong';

/** Everything that does not balance, in words; empty when every ticket was dealt with once. */
export function balanceTickets({ tickets, rowCount, leftovers }: TicketBooks): string[] {
  const wrong = tickets.flatMap((ticket) =>
    checkTicket(ticket).map(
      (what) => `ticket ${ticket.brandId} #${ticket.ticketId} (${ticket.kind}): ${what}`,
    ),
  );
  if (rowCount !== tickets.length) wrong.push(`${rowCount} rows for ${tickets.length} tickets`);
  const left = Object.entries(leftovers).filter(([, count]) => count > 0);
  return [...wrong, ...left.map(([where, count]) => `${count} left in ${where}`)];
}

function checkTicket(ticket: BookedTicket): string[] {
  const { row } = ticket;
  if (row === null) return ['nobody looked at it'];
  if (row.state !== 'settled') return [`it is still ${row.state}`];
  return [
    ...checkOutcome(ticket),
    ...checkWrites(ticket),
    ...checkCorrections(ticket),
    ...checkEvents(ticket),
    ...checkOrder(ticket),
  ];
}

function checkOutcome({ kind, row }: BookedTicket): string[] {
  const { outcome, because } = { outcome: row?.outcome ?? 'nothing', because: row?.because ?? null };
  if (outcome !== 'answered' && because === null) return [`it is ${outcome} without a reason`];
  const { ends }: TicketKind = TICKET_KINDS[kind];
  const ending = [outcome, ...(because === null ? [] : [because])].join(' ');
  const isExpected = ends.some((end) => end === ending || end === `${outcome} *`);
  return isExpected ? [] : [`it ended ${ending} instead of ${ends.join(' or ')}`];
}

/** One write for what was answered or handed over, none for what was left alone; and it says what the row says. */
function checkWrites({ brandId, ticketId, row, ...booked }: BookedTicket): string[] {
  const outcome = row?.outcome ?? '';
  const due = outcome === 'left_alone' ? 0 : 1;
  const writes = booked.writes.filter((write) => write.outcome !== CORRECTED);
  if (writes.length !== due) return [`it was ${outcome} and written to ${writes.length} times`];
  return writes.flatMap((write) => [
    ...(write.decision === `${brandId}:ticket:${ticketId}` ? [] : [`its write is marked ${write.decision}`]),
    ...(write.isPublic === (outcome === 'answered')
      ? []
      : [`it was ${outcome} where everybody else reads it`]),
    ...(write.outcome === outcome ? [] : [`its write says ${write.outcome}, the row ${outcome}`]),
    ...(write.because === row?.because ? [] : [`its write gives ${write.because}, the row ${row?.because}`]),
  ]);
}

/** What turned false is taken back once, after it was said and where its reader finds it; what did not never is. */
function checkCorrections({ kind, writes, corrections }: BookedTicket): string[] {
  const written = writes.filter(({ outcome }) => outcome === CORRECTED);
  const due = isTakenBack(kind) ? 1 : 0;
  if (written.length !== due) return [`it was corrected ${written.length} times instead of ${due}`];
  const ended = corrections.join(', ');
  if (ended !== (due === 0 ? '' : 'sent')) return [`its corrections ended ${ended || 'never'}`];
  return written.flatMap((write) => [
    ...(writes.indexOf(write) === 1 ? [] : ['it was corrected before it was answered']),
    ...(write.isPublic && write.text.includes(TAKEN_BACK) ? [] : [`it was corrected by: ${write.text}`]),
  ]);
}

function checkEvents({ row, events }: BookedTicket): string[] {
  const due = {
    answered: row?.outcome === 'answered' ? 1 : 0,
    'handed-over': row?.outcome === 'handed_over' ? 1 : 0,
    reopened: row?.isReopened === true ? 1 : 0,
  };
  return Object.entries(due).flatMap(([name, count]) => {
    const seen = events[name as keyof typeof due];
    return seen === count ? [] : [`${seen} events tell that it was ${name} instead of ${count}`];
  });
}

/** Nobody hears of an order that is not theirs. */
function checkOrder({ orderNumber, row, writes }: BookedTicket): string[] {
  if (row?.outcome !== 'answered') return [];
  const told = writes.flatMap(({ text }) => text.match(/\bA-\d+\b/g) ?? []);
  const isOwn =
    row.orderNumber === orderNumber && told.length > 0 && told.every((each) => each === orderNumber);
  return isOwn
    ? []
    : [`it was told of ${told.join(', ') || row.orderNumber || 'nothing'} and not of ${orderNumber}`];
}
