import { attempt, resolves, rowIn, type CodeTable, type Row } from '../code-table.js';
import { EXCEPTION_CODES } from './exception-codes.js';
import { MANIFEST_CODES, MOVEMENT_CODES, TYPES } from './movement-codes.js';
import { STATUS_CODES } from './status-codes.js';

export const CODE_TABLES: readonly CodeTable[] = [
  STATUS_CODES,
  MOVEMENT_CODES,
  MANIFEST_CODES,
  EXCEPTION_CODES,
  TYPES,
];

export interface UpsStatus {
  /** Three digits, leading zeros kept. */
  readonly statusCode: string;
  readonly type: string;
  readonly code: string;
}

const TABLE_OF_TYPE: ReadonlyMap<string, CodeTable> = new Map([
  ['I', MOVEMENT_CODES],
  ['P', MOVEMENT_CODES],
  ['M', MANIFEST_CODES],
  ['X', EXCEPTION_CODES],
]);

/**
 * The status decides: of 38 movement codes 26 mean something else under another type. Where it only says that something is
 * wrong, (type, code) says what; where it says that an exception is on its way again, that resolves it.
 */
export function findRow(status: UpsStatus): Row | undefined {
  const byStatus = rowIn(STATUS_CODES.rows, status.statusCode);
  const byCode = findByCode(status);
  if (byStatus === undefined || byCode?.kind === 'correction') return byCode;
  if (byStatus.isVague === true && byCode !== undefined) return refine(byStatus, byCode);
  return status.type === 'X' && isOnItsWay(byStatus) ? onItsWayAgain(byStatus) : byStatus;
}

/** The code that could say what happened is in no table, and the status does not say it either. */
export function isUnexplained({ statusCode, type, code }: UpsStatus): boolean {
  const byStatus = rowIn(STATUS_CODES.rows, statusCode);
  const isOpen = byStatus === undefined || byStatus.isVague === true;
  return isOpen && code !== '' && TABLE_OF_TYPE.has(type) && rowOfCode(type, code) === undefined;
}

function findByCode({ type, code }: UpsStatus): Row | undefined {
  return rowOfCode(type, code) ?? rowIn(TYPES.rows, type);
}

function rowOfCode(type: string, code: string): Row | undefined {
  const rows = TABLE_OF_TYPE.get(type)?.rows ?? {};
  return rowIn(rows, code) ?? rowIn(rows, code.replace(/^0/, ''));
}

/** An attempt stays one; the code knows why it failed. */
function refine(byStatus: Row, byCode: Row): Row {
  if (byStatus.milestone !== 'delivery_attempted') return byCode;
  const { kind, reason, actor, basis } = byCode;
  return kind === 'exception_opened' && reason !== undefined ? attempt(reason, basis, { actor }) : byStatus;
}

function isOnItsWay({ kind, milestone, reason }: Row): boolean {
  return kind === 'milestone' && milestone === 'in_transit' && reason === undefined;
}

function onItsWayAgain({ basis }: Row): Row {
  return resolves('unspecified', basis, { milestone: 'in_transit' });
}
