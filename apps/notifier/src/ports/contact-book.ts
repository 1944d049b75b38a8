import type { Instant } from '@tidings/domain';

export interface OrderContact {
  readonly brandId: string;
  readonly orderNumber: string;
  readonly email: string | null;
  readonly locale: string | null;
  /** The shop's own time of the order's last change: the newest contact wins. */
  readonly updatedAt: Instant;
}

export const SUPPRESSION_REASONS = ['bounce', 'complaint', 'unsubscribe'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** Where the messages of an order go. */
export interface Recipient {
  readonly email: string | null;
  readonly locale: string | null;
  /** Possession of it lets one stop the messages to this address. */
  readonly unsubscribeToken: string;
  /** All that speaks against writing to this address; empty where nothing does. */
  readonly suppressions: readonly SuppressionReason[];
}

export interface OrderKey {
  readonly brandId: string;
  readonly orderNumber: string;
}

/** Who bought, how to reach them, and who does not want to be reached or cannot be. */
export abstract class ContactBook {
  abstract record(contacts: readonly OrderContact[]): Promise<void>;
  /** Who bought these orders is forgotten; what an older event tells later does not come back. */
  abstract forget(brandId: string, orderNumbers: readonly string[], at: Instant): Promise<void>;
  /** In the order of the keys; null where the order is not known. */
  abstract find(orders: readonly OrderKey[]): Promise<readonly (Recipient | null)[]>;
  abstract suppress(
    brandId: string,
    suppression: { readonly email: string; readonly reason: SuppressionReason; readonly at: Instant },
  ): Promise<void>;
  /** The brand whose messages this token stops; null for a token that nobody gave out. */
  abstract findBrandOfToken(token: string): Promise<string | null>;
  abstract unsubscribe(token: string, at: Instant): Promise<void>;
}
