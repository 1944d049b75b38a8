import type { SettledMessage, StatusShowing } from '@tidings/contracts';
import {
  addPromises,
  type CaseSnapshot,
  type Instant,
  noteShown,
  type Promised,
  settle,
  tellByMessage,
} from '@tidings/domain';
import { applyOrder } from './apply-order.js';
import { applyReport } from './apply-report.js';
import type { Change, ChosenOption } from './change.js';
import { type ApplyContext, type Draft, update } from './draft.js';

/** Applies one change to one order. Repetition changes nothing. */
export function applyChange(draft: Draft, change: Change, context: ApplyContext): void {
  draft.cause = change;
  switch (change.kind) {
    case 'report':
      return applyReport(draft, change.report, context);
    case 'order':
      return applyOrder(draft, change.recorded, context);
    case 'settled':
      return applySettled(draft, change.settled);
    case 'status':
      return applyShowing(draft, change.showing);
    case 'promise': {
      const { shownAt, snapshotVersion, ...promise } = change.shown;
      return addShown(draft, [promise], { shownAt, snapshotVersion });
    }
    case 'choice':
      return applyChoice(draft, change.chosen, context);
    case 'tick':
      draft.hasChanged = true;
      draft.hasNews = true;
  }
}

function applySettled(draft: Draft, settled: SettledMessage): void {
  const { key, state, channel, shown, at } = settled;
  const before = draft.aggregate.ledger;
  if (channel === 'ticket' && state !== 'sent') {
    const isThere = before.some((row) => row.messageKey === key && row.told?.face === 'ticket');
    // It was redirected before; from then on the notifier tells what becomes of it.
    if (!isThere) return;
    if (state === 'undeliverable') return redirect(draft, key);
  }
  const ledger = settle(before, settled);
  if (ledger !== before) {
    update(draft, { ledger });
    if (state === 'sent') draft.said.push({ key, channel: channel ?? 'unknown', at });
  }
  const { version } = draft.aggregate;
  addShown(draft, shown, { shownAt: at, snapshotVersion: version });
}

/** What cannot be told in the ticket any more is told in a message. */
function redirect(draft: Draft, key: string): void {
  const ledger = tellByMessage(draft.aggregate.ledger, key);
  if (ledger === draft.aggregate.ledger) return;
  update(draft, { ledger });
  draft.redirected.push(key);
}

/** What a face says of parcels that this order does not have is nobody's statement. */
function applyShowing(draft: Draft, { told, statuses, shownAt }: StatusShowing): void {
  const { ledger: before, parcels } = draft.aggregate;
  const own = statuses.filter(({ parcelId }) => parcels.some((parcel) => parcel.parcelId === parcelId));
  const ledger = noteShown(before, { told, statuses: own, shownAt });
  if (ledger === before) return;
  updateUnseen(draft, { ledger });
  for (const { key, condition, parcelId } of ledger.slice(before.length))
    if (parcelId !== null) draft.shown.push({ key, channel: told.face, at: shownAt, condition, parcelId });
}

/** The first choice stands: somebody may be acting on it already. */
function applyChoice(draft: Draft, { caseId, option }: ChosenOption, { asOf }: ApplyContext): void {
  const { cases } = draft.aggregate;
  const isMeant = (each: CaseSnapshot): boolean =>
    each.caseId === caseId && each.state === 'open' && each.choice == null && each.options.includes(option);
  if (!cases.some(isMeant)) return;
  update(draft, {
    cases: cases.map((each) => (isMeant(each) ? { ...each, choice: { option, at: asOf } } : each)),
  });
}

function addShown(
  draft: Draft,
  shown: readonly Promised[],
  when: { readonly shownAt: Instant; readonly snapshotVersion: number },
): void {
  const { promises: known } = draft.aggregate;
  const watched = shown.map(({ promised, parcelId, from, to, face }) => ({
    promised,
    parcelId,
    from,
    to,
    face,
    ...when,
  }));
  const promises = addPromises(known, watched);
  if (promises === known) return;
  updateUnseen(draft, { promises });
}

/** What was shown tells readers of snapshots nothing that they do not know. */
function updateUnseen(draft: Draft, change: Parameters<typeof update>[1]): void {
  const { hasNews } = draft;
  update(draft, change);
  draft.hasNews = hasNews;
}
