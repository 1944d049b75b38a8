import type { OutgoingMessage } from '@tidings/channels';
import type { Answer } from '@tidings/domain';
import type { Brand } from '@tidings/platform';
import { renderMessage } from '@tidings/wording';
import type { LetterLayout } from '../ports/letter-layout.js';
import type { LeasedSend, Said } from '../ports/send-store.js';
import type { ReachableRecipient } from './judge-recipient.js';

/** Where a mail's links lead; null: nowhere, and then the mail has none. */
export interface Links {
  page(brand: Brand, token: string): string | null;
  unsubscribe(brand: Brand, token: string): string;
}

export interface LetterFacts {
  readonly send: LeasedSend;
  readonly answer: Answer;
  readonly recipient: ReachableRecipient;
  readonly corrected: Said | null;
  readonly brand: Brand;
}

/** Makes the mail out of what is true at this moment. */
export function composeLetter(
  { send, answer, recipient, corrected, brand }: LetterFacts,
  { layout, links }: { readonly layout: LetterLayout; readonly links: Links },
): OutgoingMessage {
  const { request } = send;
  const isEssential = request.messageClass === 'essential';
  const unsubscribe = isEssential ? null : links.unsubscribe(brand, recipient.unsubscribeToken);
  const content = renderMessage({
    condition: request.condition,
    reason: request.reason,
    parcelIds: request.parcelIds,
    answer,
    corrected,
    reader: {
      locale: request.locale ?? recipient.locale ?? brand.locale,
      timeZone: brand.zone,
      brandName: brand.name,
    },
    links: { page: links.page(brand, request.token), unsubscribe },
  });
  const { html, text } = layout.layOut(content, {
    brandName: brand.name,
    postalAddress: brand.postalAddress,
  });
  return {
    conversationId: request.orderId,
    from: { name: brand.sender.name, address: brand.sender.email },
    replyTo: { name: brand.name, address: brand.support.email },
    to: { name: null, address: recipient.email },
    subject: content.subject,
    html,
    text,
    unsubscribeUrl: unsubscribe,
  };
}
