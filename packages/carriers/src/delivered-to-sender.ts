import { scan } from './code-table.js';
import { sortKeyOf, type Line } from './compose-report.js';

const RETURNED = scan('returned', 'DHL Express status table: the way back ends with an ordinary delivery', {
  reason: 'return',
});

/**
 * The lines of a carrier that has no code for "delivered to the sender": a delivery after the turn is that.
 * @param isTurn false where a return was only asked for
 */
export function deliveredToSender(lines: readonly Line[], isTurn: (line: Line) => boolean): Line[] {
  const turn = lines.find((line) => line.row.milestone === 'returning' && isTurn(line));
  return lines.map((line) => {
    const isAfter = turn !== undefined && sortKeyOf(line) > sortKeyOf(turn);
    return isAfter && line.row.milestone === 'delivered' ? { ...line, row: RETURNED } : line;
  });
}
