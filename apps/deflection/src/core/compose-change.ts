import type { TicketChange } from '@tidings/helpdesks';
import type { BrandHelpdesk } from '@tidings/platform';
import { chooseDeskWords } from '@tidings/wording';
import { escapeForTicket } from './compose-reply.js';
import type { Outcome } from './outcome.js';
import type { Plan } from './plan-ticket.js';
import { readToldAnswer, type ToldAnswer } from './told-in-ticket.js';
import { writeMarks } from './write-marks.js';

/** So that shops can count, and leave these out of their own triggers. */
const TAGS = {
  answered: 'tidings_answered',
  handedOver: 'tidings_handed_over',
  suggested: 'tidings_suggested',
};

export type Mode = BrandHelpdesk['mode'];

/** What becomes of the ticket by this plan in this mode, and the one write that does it; null where nothing is written. */
export interface Deed {
  readonly outcome: Outcome;
  readonly because: string | null;
  readonly change: TicketChange | null;
  /** What the customer reads by it. */
  readonly told: ToldAnswer | null;
}

interface DeedContext {
  readonly mode: Mode;
  readonly decisionId: string;
  readonly locale: string;
  /** The shop's. */
  readonly zone: string;
}

const paragraph = (text: string): string => `<p>${escapeForTicket(text)}</p>`;

function answerDeed(plan: Extract<Plan, { kind: 'answer' }>, context: DeedContext): Deed {
  const { macro, html, fields } = plan.reply;
  const isPublic = context.mode === 'auto';
  const outcome = isPublic ? 'answered' : 'would_answer';
  const told = isPublic ? readToldAnswer(plan, context.zone) : null;
  const metadata = writeMarks({ ...context, outcome, because: null, told });
  if (context.mode === 'shadow') return { outcome, because: null, change: null, told };
  if (!isPublic) {
    const words = chooseDeskWords(context.locale);
    const comment = { html: paragraph(words.note.suggestion) + html, isPublic: false };
    return { outcome, because: null, change: { comment, addTags: [TAGS.suggested], metadata }, told };
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
  return { outcome, because: null, change, told };
}

function handOverDeed({ because }: Extract<Plan, { kind: 'hand_over' }>, context: DeedContext): Deed {
  if (context.mode === 'shadow') return { outcome: 'would_hand_over', because, change: null, told: null };
  const words = chooseDeskWords(context.locale);
  const html = paragraph(words.note.handedOver) + paragraph(words.because[because] ?? because);
  const change: TicketChange = {
    comment: { html, isPublic: false },
    addTags: [TAGS.handedOver],
    metadata: writeMarks({ ...context, outcome: 'handed_over', because, told: null }),
  };
  return { outcome: 'handed_over', because, change, told: null };
}

export function composeDeed(plan: Plan, context: DeedContext): Deed {
  switch (plan.kind) {
    case 'leave':
      return { outcome: 'left_alone', because: plan.because, change: null, told: null };
    case 'hand_over':
      return handOverDeed(plan, context);
    case 'answer':
      return answerDeed(plan, context);
  }
}
