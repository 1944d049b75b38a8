import type { MessageContent } from '@tidings/wording';

export interface LaidOutLetter {
  readonly html: string;
  readonly text: string;
}

/** What stands on every letter of a brand. */
export interface Letterhead {
  readonly brandName: string;
  readonly postalAddress: readonly string[];
}

/** How a message looks; escapes every value. */
export abstract class LetterLayout {
  abstract layOut(content: MessageContent, letterhead: Letterhead): LaidOutLetter;
}
