import type { Ticket } from '@tidings/helpdesks';
import { type CleanedText, cleanText, type Inquiry, type InquiryText, readInquiry } from '@tidings/inquiries';
import type { HandOverReason, LeftAloneReason } from './outcome.js';

type Written = Pick<Ticket, 'subject' | 'comments'>;

/** All that the customer wrote so far, as one text: a second message may change what the first one asked. */
function writtenBy({ subject, comments }: Written): InquiryText {
  const body = comments
    .filter(({ writer, isPublic }) => writer === 'requester' && isPublic)
    .map(({ text }) => text)
    .join('\n\n');
  return { subject, body };
}

/** What they want, and what they wrote. */
export function readCustomer(ticket: Written): Inquiry {
  return readInquiry(writtenBy(ticket));
}

/** For those who only look for what it names. */
export function cleanCustomer(ticket: Written): CleanedText {
  return cleanText(writtenBy(ticket));
}

export type Reading =
  | { readonly kind: 'asks' }
  | { readonly kind: 'leave'; readonly because: LeftAloneReason }
  | { readonly kind: 'hand_over'; readonly because: HandOverReason };

/** What is to be done about it as far as the words tell. A text that asks for no order is nobody's of ours, mixed or not. */
export function judgeInquiry({ verdict }: Inquiry): Reading {
  const { label, because, aspects } = verdict;
  if (label === 'other' || (because !== null && aspects.length === 0))
    return { kind: 'leave', because: 'not_asked' };
  if (label === 'abstain') return { kind: 'hand_over', because: because ?? 'mixed' };
  return aspects.includes('delivered_not_there')
    ? { kind: 'hand_over', because: 'delivered_not_there' }
    : { kind: 'asks' };
}
