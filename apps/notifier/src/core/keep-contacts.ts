import type { RecordedOrder } from '@tidings/contracts';
import type { OrderContact } from '../ports/contact-book.js';

/** What a shop's message about an order says of reaching its customer; a message without a contact says nothing. */
export function contactOf(brandId: string, { order, contact }: RecordedOrder): OrderContact | null {
  if (contact === null) return null;
  return {
    brandId,
    orderNumber: order.number,
    email: contact.email ?? null,
    locale: contact.locale ?? order.locale ?? null,
    updatedAt: order.updatedAt,
  };
}
