import { addPromises, type CaseSnapshot, type Instant, type Promised, settle } from '@tidings/domain';
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
    case 'settled': {
      const { settled } = change;
      const ledger = settle(draft.aggregate.ledger, settled);
      if (ledger !== draft.aggregate.ledger) {
        update(draft, { ledger });
        const { key, state, channel, at } = settled;
        if (state === 'sent') draft.said.push({ key, channel: channel ?? 'unknown', at });
      }
      const { version } = draft.aggregate;
      return addShown(draft, settled.shown, { shownAt: settled.at, snapshotVersion: version });
    }
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
  const { hasNews } = draft;
  update(draft, { promises });
  draft.hasNews = hasNews;
}
