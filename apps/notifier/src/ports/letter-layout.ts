import type { MessageContent } from '@tidings/wording';

export interface LaidOutLetter {
  readonly html: string;
  readonly text: string;
}

/** How a message looks; escapes every value. */
export abstract class LetterLayout {
  abstract layOut(
    content: MessageContent,
    letterhead: { readonly brandName: string; readonly postalAddress: readonly string[] },
  ): LaidOutLetter;
}
