import type { Instant } from '../time/instant.js';
import { isUnsaid } from './ledger.js';
import type { Ledger, LedgerEntry } from './ledger.js';

export interface Settled {
  /** The decision's key. */
  readonly key: string;
  readonly state: 'sent' | 'held' | 'dropped' | 'undeliverable';
  readonly at: Instant;
}

/** The gate's last question: what this message would say still holds for some parcel, and it was not said yet. */
export function isStillTrue(ledger: Ledger, key: string): boolean {
  return ledger.some((row) => row.messageKey === key && row.closedAt === null && isUnsaid(row));
}

/** An answer has done its work once it is settled; a condition stays open while it holds. */
function settleRow(row: LedgerEntry, { state, at }: Settled): LedgerEntry {
  const isDone = row.about !== null && state !== 'held';
  return {
    ...row,
    speech: state,
    saidAt: state === 'sent' ? at : row.saidAt,
    closedAt: isDone ? (row.closedAt ?? at) : row.closedAt,
  };
}

/**
 * Writes down what became of a message, in whatever order it is told: what was sent stays sent, and what is final is not held
 * again by a report that waited for a replica which was gone.
 */
export function settle(ledger: Ledger, settled: Settled): Ledger {
  const isNews = (row: LedgerEntry): boolean =>
    settled.state === 'held' ? isUnsaid(row) : row.speech !== 'sent';
  const applies = (row: LedgerEntry): boolean => row.messageKey === settled.key && isNews(row);
  if (!ledger.some(applies)) return ledger;
  return ledger.map((row) => (applies(row) ? settleRow(row, settled) : row));
}

/** The ticket takes no comment any more, or is not to be written to: who was told there hears it in a message. */
export function tellByMessage(ledger: Ledger, key: string): Ledger {
  const applies = (row: LedgerEntry): boolean =>
    row.messageKey === key && row.told !== undefined && isUnsaid(row);
  if (!ledger.some(applies)) return ledger;
  return ledger.map((row) => {
    if (!applies(row)) return row;
    const { told: _, ...message } = row;
    return message;
  });
}
