import type { Ledger, LedgerEntry } from '../policy/ledger.js';
import type { Instant } from '../time/instant.js';
import type { ShownStatus, Telling } from './shown-status.js';

export interface Shown {
  readonly told: Telling;
  readonly statuses: readonly ShownStatus[];
  readonly shownAt: Instant;
}

/** Each day's tour is a statement of its own; of everything else a parcel is said to be once until that was taken back. */
function identityOf(
  { face, ticketId }: Telling,
  { parcelId, condition, reason, since }: ShownStatus,
): string {
  const day = condition === 'out_for_delivery' ? since.slice(0, 10) : null;
  return ['shown', face, ticketId, parcelId, condition, reason, day].filter(Boolean).join(':');
}

function toRow({ told, shownAt }: Shown, status: ShownStatus, key: { identity: string; occurrence: number }) {
  const { parcelId, condition, milestone, reason, since } = status;
  const row: LedgerEntry = {
    key: `${key.identity}:${key.occurrence}`,
    condition,
    parcelId,
    reason,
    occurrence: key.occurrence,
    outcome: 'send',
    speech: 'sent',
    claims: { milestone, reason, estimate: null },
    factAt: since,
    decidedAt: shownAt,
    saidAt: shownAt,
    closedAt: shownAt,
    eventId: null,
    // What one ticket was told of several parcels is one statement, and is corrected in one.
    messageKey: told.ticketId === null ? key.identity : `shown:${told.face}:${told.ticketId}`,
    about: null,
    because: null,
    told,
  };
  return row;
}

/** What was told before its correction was, and is heard of late or twice, that correction has taken back too. */
function wasCorrected(row: LedgerEntry, ledger: Ledger, at: Instant): boolean {
  return ledger.some(({ about, closedAt }) => about === row.key && closedAt !== null && closedAt <= at);
}

/**
 * Writes down what a face told a customer, so that it is corrected there should it turn false. Showing the same again adds
 * nothing, until it was corrected. The same array when nothing was added.
 */
export function noteShown(ledger: Ledger, shown: Shown): Ledger {
  const added: LedgerEntry[] = [];
  for (const status of shown.statuses) {
    const identity = identityOf(shown.told, status);
    const known = ledger.filter(({ key }) => key.startsWith(`${identity}:`));
    const last = known.at(-1);
    if (last !== undefined && !wasCorrected(last, ledger, shown.shownAt)) continue;
    added.push(toRow(shown, status, { identity, occurrence: known.length + 1 }));
  }
  return added.length === 0 ? ledger : [...ledger, ...added];
}
