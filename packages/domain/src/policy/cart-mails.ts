import type { Condition } from './decision.js';

/**
 * Mails that carts send by themselves, each with what of ours it says already. Shopify help, Customer notifications (shipping
 * confirmation, out for delivery, delivered, ready for pickup); WooCommerce docs, Email settings (completed order).
 */
export const CART_MAILS = {
  shipped: 'on_its_way',
  out_for_delivery: 'out_for_delivery',
  delivered: 'delivered',
  ready_for_pickup: 'ready_for_pickup',
} as const satisfies Record<string, Condition>;

export type CartMail = keyof typeof CART_MAILS;
export const CART_MAIL_NAMES = Object.keys(CART_MAILS) as CartMail[];

/** The cart's mail that says a condition; undefined when none of those that it sends does. */
export function cartMailOf(condition: Condition, sent: readonly CartMail[]): CartMail | undefined {
  return sent.find((mail) => CART_MAILS[mail] === condition);
}
