import type { TicketChange } from '@tidings/helpdesks';
import type { BrandHelpdesk } from '@tidings/platform';
import { chooseDeskWords } from '@tidings/wording';
import { escapeForTicket } from './compose-reply.js';
import type { Outcome } from './outcome.js';
import type { Plan } from './plan-ticket.js';

/** So that shops can count, and leave these out of their own triggers. */
const TAGS = {
  answered: 'tidings_answered',
  handedOver: 'tidings_handed_over',
  suggested: 'tidings_suggested',
};

/** What is found in the history of a ticket by who wants to know what we did, ourselves after a crash included. */
const DECISION_MARK = 'tidings_decision';
const OUTCOME_MARK = 'tidings_outcome';
const BECAUSE_MARK = 'tidings_because';

export type Mode = BrandHelpdesk['mode'];

/** What becomes of the ticket by this plan in this mode, and the one write that does it; null where nothing is written. */
export interface Deed {
  readonly outcome: Outcome;
  readonly because: string | null;
  readonly change: TicketChange | null;
}

interface DeedContext {
  readonly mode: Mode;
  readonly decisionId: string;
  readonly locale: string;
}

const paragraph = (text: string): string => `<p>${escapeForTicket(text)}</p>`;

function answerDeed({ reply }: Extract<Plan, { kind: 'answer' }>, context: DeedContext): Deed {
  const { macro, html, fields } = reply;
  const isPublic = context.mode === 'auto';
  const outcome = isPublic ? 'answered' : 'would_answer';
  const metadata = marks(context, outcome, null);
  if (context.mode === 'shadow') return { outcome, because: null, change: null };
  if (!isPublic) {
    const words = chooseDeskWords(context.locale);
    const comment = { html: paragraph(words.note.suggestion) + html, isPublic: false };
    return { outcome, because: null, change: { comment, addTags: [TAGS.suggested], metadata } };
  }
  const { comment: _, ...effect } = macro.effect;
  const change: TicketChange = {
    status: 'pending',
    ...effect,
    comment: { html, isPublic: true },
    fields,
    addTags: [...(effect.addTags ?? []), TAGS.answered],
    macroId: macro.id,
    metadata,
  };
  return { outcome, because: null, change };
}

function handOverDeed({ because }: Extract<Plan, { kind: 'hand_over' }>, context: DeedContext): Deed {
  if (context.mode === 'shadow') return { outcome: 'would_hand_over', because, change: null };
  const words = chooseDeskWords(context.locale);
  const html = paragraph(words.note.handedOver) + paragraph(words.because[because] ?? because);
  const change: TicketChange = {
    comment: { html, isPublic: false },
    addTags: [TAGS.handedOver],
    metadata: marks(context, 'handed_over', because),
  };
  return { outcome: 'handed_over', because, change };
}

function marks(
  { decisionId }: DeedContext,
  outcome: Outcome,
  because: string | null,
): TicketChange['metadata'] {
  return {
    [DECISION_MARK]: decisionId,
    [OUTCOME_MARK]: outcome,
    ...(because === null ? {} : { [BECAUSE_MARK]: because }),
  };
}

export function composeDeed(plan: Plan, context: DeedContext): Deed {
  switch (plan.kind) {
    case 'leave':
      return { outcome: 'left_alone', because: plan.because, change: null };
    case 'hand_over':
      return handOverDeed(plan, context);
    case 'answer':
      return answerDeed(plan, context);
  }
}

/** What an earlier write of ours says that it was; null for one that is not ours. */
export function readMarks(
  metadata: Readonly<Record<string, unknown>>,
  decisionId: string,
): { readonly outcome: 'answered' | 'handed_over' | 'would_answer'; readonly because: string | null } | null {
  if (metadata[DECISION_MARK] !== decisionId) return null;
  const { [OUTCOME_MARK]: outcome, [BECAUSE_MARK]: because } = metadata;
  return {
    outcome: outcome === 'answered' || outcome === 'would_answer' ? outcome : 'handed_over',
    because: typeof because === 'string' ? because : null,
  };
}
