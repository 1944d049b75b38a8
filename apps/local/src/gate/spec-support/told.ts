import type { Instant } from '@tidings/domain';
import type { Parcel } from './parcels.js';
import type { Stage } from './stage.js';

/** A message that left, as the books have it. */
export interface Told {
  readonly condition: string;
  readonly factAt: Instant;
}

interface SentRow extends Told {
  readonly orderNumber: string;
  readonly messageId: string;
}

/** By order number, what left so far; every message of the books lies in the customer's mailbox once, and no other does. */
export async function readTold(stage: Stage): Promise<ReadonlyMap<string, readonly Told[]>> {
  const rows = await stage.rows<SentRow>(
    `select order_number as "orderNumber", message_id as "messageId", request ->> 'condition' as condition,
       request ->> 'factAt' as "factAt"
     from notifier.send where state = 'sent' order by settled_at, key`,
  );
  const inMailbox = stage.mails.map(({ messageId }) => messageId).toSorted();
  const inBooks = rows.map(({ messageId }) => messageId).toSorted();
  if (inMailbox.join() !== inBooks.join())
    throw new Error(`${inBooks.length} messages are marked as sent, the mailboxes hold ${inMailbox.length}`);
  return Map.groupBy(rows, ({ orderNumber }) => orderNumber);
}

/** What the customers of these parcels heard, counted by the conditions of one customer, and `nothing`. */
export function heardBy(
  told: ReadonlyMap<string, readonly Told[]>,
  group: readonly Parcel[],
): Readonly<Record<string, number>> {
  const heard = group.map(({ orderNumber }) => {
    const conditions = (told.get(orderNumber) ?? []).map(({ condition }) => condition);
    return conditions.join(' + ') || 'nothing';
  });
  const groups = Map.groupBy(heard, (each) => each);
  return Object.fromEntries([...groups].map(([each, { length }]) => [each, length]));
}

/** What was told since an earlier reading. */
export function since(
  earlier: ReadonlyMap<string, readonly Told[]>,
  now: ReadonlyMap<string, readonly Told[]>,
): ReadonlyMap<string, readonly Told[]> {
  return new Map(
    [...now].map(([orderNumber, told]) => [orderNumber, told.slice(earlier.get(orderNumber)?.length ?? 0)]),
  );
}
