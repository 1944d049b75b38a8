import type { Contact, Instant, Order } from '@tidings/domain';
import type { SignedRequest, Verification } from '@tidings/signatures';
import type { z } from 'zod';
import type { StorefrontClient } from './client.js';

/** What a brand configures for every shop; a plug-in's own schema may ask for more. */
export interface StorefrontCredentials {
  readonly webhookSecrets: readonly string[];
}

/** Everything that Tidings knows about one kind of shop. A new one is one folder that exports one of these. */
export interface StorefrontPlugin {
  readonly id: string;
  readonly label: string;
  readonly docsUrl: string;
  /** What of its formats and versions is read: a line of Markdown. */
  readonly formats: string;
  readonly credentials: z.ZodType<StorefrontCredentials>;
  readonly webhook?: StorefrontWebhook;
  /** Absent where the shop cannot be asked. */
  readonly client?: StorefrontClient;
  /** A webhook's body or an API's answer, parsed as JSON. Never throws: whatever came, this is an answer. */
  readonly read: (payload: unknown, context: StorefrontContext) => StorefrontReading;
}

export interface StorefrontWebhook {
  /** Over the raw bytes, in constant time. */
  readonly verify: (request: SignedRequest) => Verification;
  /** The headers that the shop would send with this body: for tests, demonstrations and load. */
  readonly sign: (rawBody: Buffer, secret: string, now: Instant) => Readonly<Record<string, string>>;
  /** What the delivery is about, where a header says it; null where the body does. */
  readonly topicOf: (headers: SignedRequest['headers']) => string | null;
  /** A first word to a new address, which the shop neither signs nor means anything by; answered with 200, and not kept. */
  readonly isGreeting?: (rawBody: Buffer) => boolean;
}

export interface StorefrontContext {
  readonly receivedAt: Instant;
  /** As `topicOf` gave it; null for an API's answer. */
  readonly topic: string | null;
}

/**
 * Orders are always told whole: the newer `updatedAt` wins, and nothing is merged. A webhook that tells of a part only, or
 * leaves a part out, says what to read again from the shop's API; the answer goes through `read` like any other.
 */
export type StorefrontReading =
  | { readonly orders: readonly ShopOrder[]; readonly reread: Reread | null }
  | { readonly error: StorefrontError };

export interface ShopOrder {
  readonly order: Order;
  readonly contact: Contact | null;
}

export interface Reread {
  /** What `id` names in the shop's API: `order`, `fulfillment_order`. */
  readonly subject: string;
  readonly id: string;
  /** What was not told. */
  readonly because: string;
}

export interface StorefrontError {
  /** `control`: about something else than an order. `invalid`: not what the shop documents. */
  readonly code: 'invalid' | 'control';
  readonly message: string;
  /** Path of the field at fault: `lines.0.quantity`. */
  readonly field?: string;
}
