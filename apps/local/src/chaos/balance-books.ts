import { isDelivered, type ParcelStory } from '../feed/parcel-story.js';
import type { BookedOrder, Books } from './books.js';
import { checkMails } from './check-mails.js';
import { findUnexcusedRepeats } from './find-unexcused-repeats.js';

/** Everything that does not balance, in words; empty when the books are in order. */
export function balanceBooks(books: Books): string[] {
  return [
    ...checkLeftovers(books),
    ...checkReceipts(books),
    ...checkOrders(books),
    ...checkSends(books),
    ...checkMails(books),
    ...findUnexcusedRepeats(books),
    ...checkSnapshots(books),
  ];
}

function checkLeftovers({ leftovers }: Books): string[] {
  return Object.entries(leftovers).flatMap(([where, count]) =>
    count === 0 ? [] : [`${count} left in ${where}`],
  );
}

/** Whatever was answered 2xx is kept, and the same bytes only once. */
function checkReceipts({ accepted, receiptIds }: Books): string[] {
  const lost = accepted.filter(({ receiptId }) => !receiptIds.has(receiptId));
  const bodies = Map.groupBy(accepted, ({ brandId, body }) => `${brandId} ${body}`);
  const doubled = [...bodies.values()].filter(
    (same) => new Set(same.map(({ receiptId }) => receiptId)).size > 1,
  );
  const wrong: string[] = [];
  if (lost.length > 0)
    wrong.push(`${lost.length} accepted webhooks have no receipt: ${lost[0]?.receiptId}, ...`);
  if (doubled.length > 0) wrong.push(`${doubled.length} webhooks were kept more than once`);
  if (receiptIds.size !== bodies.size) {
    wrong.push(`${receiptIds.size} receipts for ${bodies.size} different webhooks`);
  }
  return wrong;
}

function checkOrders({ brands, orders }: Books): string[] {
  const byNumber = new Map(orders.map((order) => [`${order.brandId} ${order.orderNumber}`, order]));
  const wrong = brands.flatMap(({ brandId, stories }) =>
    stories.flatMap((story, index) => {
      const name = `${brandId} ${story.orderNumber}`;
      const order = byNumber.get(name);
      if (order === undefined) return [`order ${name} is not there`];
      return [...checkEvents(order, story), ...checkDecisions(order, index), ...checkSpeeches(order)].map(
        (what) => `order ${name}: ${what}`,
      );
    }),
  );
  const played = brands.reduce((sum, { stories }) => sum + stories.length, 0);
  if (orders.length !== played) wrong.push(`${orders.length} orders for ${played} that were told`);
  return wrong;
}

/** Every row of the whole story, once; what the carrier wrote, not what we made of it. */
function checkEvents({ events }: BookedOrder, story: ParcelStory): string[] {
  const expected = story.rows.map((row) => `${row.at.slice(0, 19)} ${row.message}`);
  const folded = events.map(({ wall, text }) => `${wall} ${text}`);
  const foreign = events.filter(({ trackingNumber }) => trackingNumber !== story.trackingNumber);
  const missing = expected.filter((row) => !folded.includes(row));
  const wrong: string[] = [];
  if (missing.length > 0) wrong.push(`${missing.length} events were not folded: ${missing[0]}`);
  if (folded.length !== expected.length) wrong.push(`${folded.length} events for ${expected.length} rows`);
  if (foreign.length > 0) wrong.push(`${foreign.length} events of another parcel`);
  return wrong;
}

const conditionsOf = (index: number): string[] =>
  isDelivered(index) ? ['on_its_way', 'out_for_delivery', 'delivered'] : ['on_its_way'];

function checkDecisions({ decisions }: BookedOrder, index: number): string[] {
  const made = decisions.map(({ condition }) => condition).toSorted();
  const expected = conditionsOf(index).toSorted();
  return made.join() === expected.join()
    ? []
    : [`decided ${made.join(', ') || 'nothing'} instead of ${expected.join(', ')}`];
}

const FINAL_SPEECH: ReadonlySet<string> = new Set(['none', 'sent', 'dropped']);

function checkSpeeches({ speeches }: BookedOrder): string[] {
  return speeches
    .filter(({ state }) => !FINAL_SPEECH.has(state))
    .map(({ messageKey, state }) => `message ${messageKey} is still ${state}`);
}

/** What the ledger calls sent, the notifier sent; and it sent nothing that nobody decided. */
function checkSends({ orders, sends }: Books): string[] {
  const sent = new Map(sends.map((send) => [send.key, send.state]));
  const said = orders.flatMap(({ speeches }) => speeches.filter(({ state }) => state === 'sent'));
  const decided = new Set(orders.flatMap(({ decisions }) => decisions.map(({ key }) => key)));
  return [
    ...said
      .filter(({ messageKey }) => sent.get(messageKey) !== 'sent')
      .map(({ messageKey }) => `message ${messageKey} was not sent, though the ledger says so`),
    ...sends.filter(({ key }) => !decided.has(key)).map(({ key }) => `message ${key} was never decided`),
  ];
}

function checkSnapshots({ orders, snapshotVersions }: Books): string[] {
  return orders.flatMap(({ orderId, version, brandId, orderNumber }) => {
    const shown = snapshotVersions.get(orderId);
    return shown === version
      ? []
      : [`order ${brandId} ${orderNumber} is shown at version ${shown ?? 'none'} of ${version}`];
  });
}
