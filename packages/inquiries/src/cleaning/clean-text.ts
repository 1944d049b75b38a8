import { htmlToText } from './html-to-text.js';
import { dropFormLabels, partMessage } from './part-message.js';
import { straighten } from './normalise-words.js';

export interface CleanedText {
  /** What the customer wrote themselves, the subject included where it is theirs. */
  readonly own: string;
  /** All of it, quotes and form fields included: to look for numbers in. */
  readonly whole: string;
}

/** Beyond it nobody writes by hand. */
const MOST_CHARACTERS = 30_000;

/** A subject that begins so is somebody else's, answered or passed on. */
const ANSWERED = /^\s*(?:re|aw|antw|sv|vs|rv|res|fwd?|wg|tr|enc|i|rif|doorst)\s*(?:\[\d+\])?\s*:/i;

export function cleanText({
  subject = null,
  body,
}: {
  readonly subject?: string | null;
  readonly body: string;
}): CleanedText {
  const plain = htmlToText(body.slice(0, MOST_CHARACTERS));
  const straight = straighten(plain.text);
  const { own } = partMessage(straight);
  const title = straighten(subject ?? '').slice(0, 300);
  const isOwnTitle = !ANSWERED.test(title);
  return {
    own: [isOwnTitle ? title : '', dropFormLabels(own)]
      .filter((part) => part.trim() !== '')
      .join('\n')
      .trim(),
    whole: [title, straight, plain.quoted].join('\n'),
  };
}
