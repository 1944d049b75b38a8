import type { Milestone } from '@tidings/domain';
import { noise, step, type CodeTable, type Row } from '../code-table.js';
import type { Statement } from './wire.js';

const OURS = 'packages/carriers/src/person/README.md';

/** Nobody scanned anything: what a person says breaks no silence. */
const ROWS: Record<Statement['says'], Row> = {
  delivered: step('delivered', OURS),
  lost: step('lost', OURS, { reason: 'lost' }),
  returned: step('returned', OURS, { reason: 'return' }),
  // Nothing of the order goes under it: what it is in is owed again.
  wrong_number: step('cancelled', OURS),
  other_carrier: { ...noise(OURS), kind: 'link', reason: 'number_replaced' },
  replaced_by: { ...noise(OURS), kind: 'link', reason: 'number_replaced' },
  belongs_to_order: noise(OURS),
  retracted: { ...noise(OURS), kind: 'correction', etaEffect: 'unknown' },
};

export const CODE_TABLE: CodeTable = { name: 'says', rows: ROWS };

export function rowOf({ says }: Statement): Row {
  return ROWS[says];
}

/** Where the parcel is in the words of what is taken back. */
export function milestoneOfWord(says: 'delivered' | 'lost' | 'returned' | 'wrong_number'): Milestone {
  return says === 'wrong_number' ? 'cancelled' : says;
}
