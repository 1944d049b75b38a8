import {
  type ApiAnswer,
  type ApiAuth,
  type ApiRequest,
  apiSettings,
  type Conversation,
  type RateLimit,
} from '@tidings/http-client';
import type { Instant } from '@tidings/domain';
import type { z } from 'zod';
import type { Reread } from './port.js';
import type { PublishedLink, TrackingLinkOrder } from './tracking-links.js';

/** The client role of a shop. */
export interface StorefrontClient {
  /** @throws ZodError naming the setting that is missing or wrong */
  readonly open: (settings: unknown) => OpenStorefront;
}

/** A shop's API with a brand's credentials in it. What is asked and read is pure; sending is the service's business. */
export interface OpenStorefront {
  readonly baseUrl: string;
  readonly auth: ApiAuth;
  /** Of one credential; a brand whose shop bears more or less sets its own. */
  readonly limits: readonly RateLimit[];
  /** What a webhook left out. The payload goes through `read` with `topic: null`; null: the shop knows it no longer. */
  readonly reread: (what: Reread) => Conversation<unknown>;
  /** The orders that changed since, a page at a time: what a lost webhook would have told. Null: what came is no such list. */
  readonly changedSince: (from: Instant, cursor: string | null) => Conversation<ChangedOrders | null>;
  readonly subscriptions?: Subscriptions;
  readonly trackingLinks?: TrackingLinks;
}

export interface ChangedOrders {
  readonly rereads: readonly Reread[];
  /** For the next page; null after the last. */
  readonly cursor: string | null;
}

/** Shops drop webhooks that failed some times in a row, without a word. */
export interface Subscriptions {
  /** Makes or mends what is missing for an address; does nothing where all is well. Null: what there is cannot be seen. */
  readonly ensure: (address: string, secret: string) => Conversation<EnsuredSubscriptions | null>;
}

export interface EnsuredSubscriptions {
  readonly kept: readonly string[];
  /** Topics that had to be subscribed to, again or for the first time. */
  readonly made: readonly string[];
  /** Topics that the shop would not take. */
  readonly refused: readonly string[];
}

/** The order's page as tracking address of its fulfilments, in the shop and in the shop's own mails. */
export interface TrackingLinks {
  /** Notifies nobody. @returns all links that stand now or were taken over by the merchant, for the next call */
  readonly publish: (order: TrackingLinkOrder) => Conversation<readonly PublishedLink[]>;
  /** Puts back what was there before, unless the merchant has changed it since. */
  readonly remove: (order: Omit<TrackingLinkOrder, 'link'>) => Conversation<readonly PublishedLink[]>;
}

/** How a shop of one kind is asked, before a brand's settings are known. */
export interface StorefrontSpec<Settings> extends Omit<OpenStorefront, 'baseUrl' | 'auth'> {
  readonly settings: z.ZodType<Settings>;
  readonly baseUrl: (settings: Settings) => string;
  readonly auth: (settings: Settings) => ApiAuth;
}

export function defineStorefront<Settings>(spec: StorefrontSpec<Settings>): StorefrontClient {
  const { settings: schema, baseUrl, auth, ...roles } = spec;
  return {
    open: (settings) => {
      const own = apiSettings.parse(settings);
      const parsed = schema.parse(settings);
      return {
        ...roles,
        baseUrl: own.baseUrl ?? baseUrl(parsed),
        limits: own.limits ?? roles.limits,
        auth: auth(parsed),
      };
    },
  };
}

/** An answer's JSON; null for a body that is none, and for what the shop does not have. */
export function jsonOf({ status, body }: ApiAnswer): unknown {
  if (status >= 300) return null;
  try {
    return JSON.parse(Buffer.from(body).toString()) as unknown;
  } catch {
    return null;
  }
}

export function get(path: string, query: ApiRequest['query'] = {}): ApiRequest {
  return { method: 'GET', path, query };
}
