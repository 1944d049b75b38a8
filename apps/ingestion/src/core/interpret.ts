import type { Causation, OutgoingEvent } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import type { Reread } from '@tidings/storefronts';
import type { Problem, ReceiptState } from '../ports/intake-store.js';
import type { SourceFigures, SourceKey } from '../ports/source-figures-store.js';

export interface InterpretContext extends SourceKey {
  readonly receivedAt: Instant;
  /** What the delivery is about, where a header says it. */
  readonly topic: string | null;
}

/** Under what the events of a delivery go out. */
export interface EventOrigin extends SourceKey {
  readonly receiptId: string;
  readonly receivedAt: Instant;
  readonly isHistory: boolean;
  readonly causation: Causation;
}

/** What a delivery says. Nothing of it is dropped: what is no event is a problem in quarantine, or a state of the receipt. */
export interface Interpretation {
  readonly state: ReceiptState;
  readonly problems: readonly Problem[];
  readonly figures: Partial<SourceFigures>;
  /** What the shop's API is to be asked for instead, soon; `isTelling`: the delivery also tells an order itself. */
  readonly rereads?: readonly (Reread & { readonly isTelling: boolean })[];
  readonly toEvents: (origin: EventOrigin) => readonly OutgoingEvent[];
}

/** A plug-in's reader, whatever its kind. Never throws. */
export type Interpret = (payload: unknown, context: InterpretContext) => Interpretation;

/** A delivery of thousands of faults says no more than its first hundred. */
export const MAX_PROBLEMS = 100;

/** A delivery that says nothing, for a reason. */
export function nothingSaid(state: ReceiptState, problem?: Omit<Problem, 'kind'>): Interpretation {
  const problems: Problem[] = problem === undefined ? [] : [{ kind: 'unreadable', ...problem }];
  return { state, problems, figures: { unreadable: problems.length }, toEvents: () => [] };
}
