import { findNumbers } from '@tidings/inquiries';
import type { Ticket } from '@tidings/helpdesks';
import { type Headline, normaliseEmail, orderNumberKey } from '@tidings/domain';
import type { ContactDigest } from '../ports/contact-digest.js';
import type { ContactStore } from '../ports/contact-store.js';
import type { FoundOrder, OrderBook } from '../ports/order-book.js';
import type { HandOverReason } from './outcome.js';

/** Nobody asks about more orders at once; the newest ones are looked at. */
const MOST_ORDERS = 10;

const OVER: ReadonlySet<Headline> = new Set(['delivered', 'returned', 'cancelled', 'not_shippable']);

export interface OrderParts {
  readonly contacts: ContactStore;
  readonly digest: ContactDigest;
  readonly orders: OrderBook;
}

/** How an order came to be the one that is meant. */
export type MatchedBy = 'ticket_text' | 'requester';

/** What a ticket says of orders. */
export interface OrdersInView {
  /** The requester's, of which the shop told; newest first. */
  readonly own: readonly FoundOrder[];
  /** Numbers of orders that the text names and that are not the requester's. */
  readonly foreign: readonly string[];
  /** Of their own, those that the text names by number or tracking number. */
  readonly named: readonly FoundOrder[];
  /** Numbers that the text calls an order's, and that are none of theirs. */
  readonly unknown: readonly string[];
}

export type MeantOrder =
  | { readonly order: FoundOrder; readonly by: MatchedBy }
  | {
      readonly because: Extract<
        HandOverReason,
        'not_verified' | 'no_order' | 'not_their_order' | 'several_orders' | 'nothing_known'
      >;
    };

/** Looks up everything that the ticket could be about. Rejects when the other services cannot be asked. */
export async function viewOrders(
  { brandId, ticket, text }: { readonly brandId: string; readonly ticket: Ticket; readonly text: string },
  { contacts, digest, orders }: OrderParts,
): Promise<OrdersInView> {
  const digests = ticket.requester.verifiedEmails.map((email) => digest.of(brandId, normaliseEmail(email)));
  const owned = digests.length === 0 ? [] : await contacts.ordersOf(brandId, digests);
  const { all, called } = findNumbers(text);
  const keys = all.map(orderNumberKey);
  const mentioned = new Set(keys);
  // Those that are named first, so that an old one is found among many.
  const wanted = [
    ...owned.filter((number) => mentioned.has(number)),
    ...owned.filter((number) => !mentioned.has(number)),
  ];
  const found = await Promise.all(wanted.slice(0, MOST_ORDERS).map((number) => orders.find(brandId, number)));
  const own = found.filter((order) => order !== null);
  const known = await contacts.known(brandId, keys);
  const named = own.filter(({ snapshot }) => isNamed(snapshot, mentioned));
  const numbersOfOwn = new Set([...owned, ...named.flatMap(({ snapshot }) => trackingNumbersOf(snapshot))]);
  return {
    own,
    named,
    foreign: known.filter((number) => !owned.includes(number)),
    unknown: called.map(orderNumberKey).filter((number) => !numbersOfOwn.has(number)),
  };
}

function trackingNumbersOf({ parcels }: FoundOrder['snapshot']): string[] {
  return parcels.flatMap(({ trackingNumber }) => trackingNumber?.toUpperCase() ?? []);
}

function isNamed(snapshot: FoundOrder['snapshot'], mentioned: ReadonlySet<string>): boolean {
  const { orderNumber } = snapshot;
  if (orderNumber !== null && mentioned.has(orderNumberKey(orderNumber))) return true;
  return trackingNumbersOf(snapshot).some((number) => mentioned.has(number));
}

/** The one order that is meant, or why it cannot be told: an order is never guessed among several. */
export function chooseMeantOrder(view: OrdersInView, requester: Ticket['requester']): MeantOrder {
  if (requester.verifiedEmails.length === 0) return { because: 'not_verified' };
  if (view.foreign.length > 0) return { because: 'not_their_order' };
  const [named, ...moreNamed] = view.named;
  if (moreNamed.length > 0) return { because: 'several_orders' };
  if (named !== undefined) return { order: named, by: 'ticket_text' };
  if (view.unknown.length > 0) return { because: 'not_their_order' };
  return chooseLiveOrder(view.own);
}

function chooseLiveOrder(own: readonly FoundOrder[]): MeantOrder {
  const live = own.filter(({ answer }) => !OVER.has(answer.headline));
  const [only, ...others] = live.length === 0 ? own : live;
  if (only === undefined) return { because: 'no_order' };
  return others.length > 0 ? { because: 'several_orders' } : { order: only, by: 'requester' };
}
