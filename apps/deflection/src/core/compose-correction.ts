import type { TicketRequest } from '@tidings/contracts';
import type { Answer } from '@tidings/domain';
import type { Ticket, TicketChange } from '@tidings/helpdesks';
import type { Brand } from '@tidings/platform';
import { chooseDeskWords, renderMessage } from '@tidings/wording';
import { escapeForTicket } from './compose-reply.js';
import type { ToldCorrection } from './told-in-ticket.js';
import { writeMarks } from './write-marks.js';

const TAG = 'tidings_corrected';

/** `corrected`: the customer reads it. `noted`: the agent who has the ticket does, and tells them. */
export type CorrectionOutcome = 'corrected' | 'noted';

export interface CorrectionFacts {
  readonly brand: Brand;
  readonly request: TicketRequest;
  /** As it is now. */
  readonly answer: Answer;
  readonly outcome: CorrectionOutcome;
  readonly pageUrl: string | null;
  /** What the customer reads in it; null where an agent is to tell them. */
  readonly told: ToldCorrection | null;
}

const paragraph = (text: string): string => `<p>${escapeForTicket(text)}</p>`;

/** Since we answered a person has taken over: what is said in the ticket from then on is theirs to say. */
export function isWithAgent({ comments }: Ticket): boolean {
  const answered = comments.findIndex(({ writer }) => writer === 'ourselves');
  return comments.slice(answered + 1).some(({ writer }) => writer === 'staff');
}

/** What was said, that it is not so, and what is: one comment that leaves the ticket's status to those who work on it. */
export function composeCorrection({
  brand,
  request,
  answer,
  outcome,
  pageUrl,
  told,
}: CorrectionFacts): TicketChange {
  const { condition, parcelIds, corrected, key } = request;
  const locale = request.locale ?? brand.locale;
  const { paragraphs, action } = renderMessage({
    condition,
    reason: null,
    parcelIds,
    answer,
    corrected,
    reader: { locale, timeZone: brand.zone, brandName: brand.name },
    links: { page: pageUrl, unsubscribe: null },
  });
  const link = action === null ? [] : [`${action.label}: ${action.url}`];
  const html = [...paragraphs, ...link].map(paragraph).join('');
  const isPublic = outcome === 'corrected';
  const words = chooseDeskWords(brand.locale);
  return {
    comment: { html: isPublic ? html : paragraph(words.note.correction) + html, isPublic },
    addTags: [TAG],
    metadata: writeMarks({ decisionId: key, outcome, because: null, told }),
  };
}
