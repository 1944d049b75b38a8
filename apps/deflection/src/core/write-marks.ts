import type { Ticket, TicketChange, TicketUpdate } from '@tidings/helpdesks';

/** What is found in the history of a ticket by who wants to know what we did, ourselves after a crash included. */
const DECISION_MARK = 'tidings_decision';
const OUTCOME_MARK = 'tidings_outcome';
const BECAUSE_MARK = 'tidings_because';

/** One write of ours, as its metadata name it. */
export interface Marks {
  /** The same whoever decides, and again after a crash. */
  readonly decisionId: string;
  readonly outcome: string;
  readonly because: string | null;
}

export function writeMarks({ decisionId, outcome, because }: Marks): TicketChange['metadata'] {
  return {
    [DECISION_MARK]: decisionId,
    [OUTCOME_MARK]: outcome,
    ...(because === null ? {} : { [BECAUSE_MARK]: because }),
  };
}

/** The write that was made for this decision; null where none was. */
export function findOwnWrite(
  { history }: Pick<Ticket, 'history'>,
  decisionId: string,
): (Marks & Pick<TicketUpdate, 'id' | 'at'>) | null {
  for (const { id, at, metadata } of history) {
    if (metadata[DECISION_MARK] !== decisionId) continue;
    const { [OUTCOME_MARK]: outcome, [BECAUSE_MARK]: because } = metadata;
    return {
      id,
      at,
      decisionId,
      outcome: typeof outcome === 'string' ? outcome : '',
      because: typeof because === 'string' ? because : null,
    };
  }
  return null;
}
