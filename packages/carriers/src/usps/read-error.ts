import { noise, rowIn, rowsFor, type CodeTable } from '../code-table.js';
import type { ReadingError } from '../port.js';
import type { UspsError } from './wire.js';

const DOCS = 'USPS Tracking v3 docs, error codes (October 2025)';

/** "Nothing yet", whatever the words: USPS answers 400 for a label of this morning. */
export const NOTHING_YET: CodeTable = {
  name: 'USPS error code: nothing yet',
  rows: rowsFor('150001 150002 150003 150009', noise(DOCS)),
};

/** These stay so: another product, another shipper's, a pickup's number, fraudulent postage. */
export const FINAL: CodeTable = {
  name: 'USPS error code: final',
  rows: rowsFor('150004 150008 150010 150011 150012', noise(DOCS)),
};

const NOT_FOUND_TEXT = /not found for a mailing date within the last \d+ days/i;

export function readError({ message: said, errors }: UspsError): ReadingError {
  const { code = '', detail, title } = errors?.[0] ?? {};
  const message = detail || title || said;
  return { code: codeOf(code, message), message };
}

function codeOf(code: string, message: string): ReadingError['code'] {
  if (rowIn(NOTHING_YET.rows, code) !== undefined || NOT_FOUND_TEXT.test(message)) return 'not_found';
  return rowIn(FINAL.rows, code) === undefined ? 'unavailable' : 'invalid';
}
