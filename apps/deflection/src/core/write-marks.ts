import type { Ticket, TicketChange, TicketUpdate } from '@tidings/helpdesks';

/** What is found in the history of a ticket by who wants to know what we did, ourselves after a crash included. */
const DECISION_MARK = 'tidings_decision';
const OUTCOME_MARK = 'tidings_outcome';
const BECAUSE_MARK = 'tidings_because';
const TOLD_MARK = 'tidings_told';

/** JUDGEMENT: in characters. No helpdesk says how much it takes, and an answer must not fail for what stands beside it. */
const MOST_TOLD = 8_000;

/** One write of ours, as its metadata name it. */
export interface Marks {
  /** The same whoever decides, and again after a crash. */
  readonly decisionId: string;
  readonly outcome: string;
  readonly because: string | null;
  /** What the customer was told, as who writes it has it; null: nothing, or too much to stand there. */
  readonly told: unknown;
}

export function writeMarks({ decisionId, outcome, because, told }: Marks): TicketChange['metadata'] {
  const toldText = JSON.stringify(told);
  return {
    [DECISION_MARK]: decisionId,
    [OUTCOME_MARK]: outcome,
    ...(because === null ? {} : { [BECAUSE_MARK]: because }),
    ...(told === null || toldText.length > MOST_TOLD ? {} : { [TOLD_MARK]: toldText }),
  };
}

/** The write that was made for this decision; null where none was. */
export function findOwnWrite(
  { history }: Pick<Ticket, 'history'>,
  decisionId: string,
): (Marks & Pick<TicketUpdate, 'id' | 'at'>) | null {
  for (const { id, at, metadata } of history) {
    if (metadata[DECISION_MARK] !== decisionId) continue;
    const { [OUTCOME_MARK]: outcome, [BECAUSE_MARK]: because, [TOLD_MARK]: told } = metadata;
    return {
      id,
      at,
      decisionId,
      outcome: typeof outcome === 'string' ? outcome : '',
      because: typeof because === 'string' ? because : null,
      told: typeof told === 'string' ? readJson(told) : null,
    };
  }
  return null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
