import type { OrderLine, Reason } from '@tidings/domain';
import type { FulfillmentOrder } from './wire.js';

/**
 * Shopify GraphQL Admin docs, FulfillmentHoldReason. A hold for an upsell after the purchase lasts minutes and is no reason to
 * tell: null. Everything else that is not in our list is `unspecified`, never left out.
 */
const HOLD_REASONS: ReadonlyMap<string, Reason | null> = new Map([
  ['awaiting_payment', 'payment_review'],
  ['awaiting_return_items', 'unspecified'],
  ['high_risk_of_fraud', 'fraud_review'],
  ['incorrect_address', 'address_incorrect'],
  ['inventory_out_of_stock', 'backorder'],
  ['online_store_post_purchase_cross_sell', null],
  ['other', 'unspecified'],
  ['unknown_delivery_date', 'backorder'],
]);

/** The hold on a line, by the first reason that Shopify gives; since when it does not say, so as of the last change. */
export function findHold(
  lineId: string,
  parts: readonly FulfillmentOrder[],
  updatedAt: string,
): OrderLine['hold'] {
  const part = partsOf(lineId, parts).find(({ status }) => status?.toLowerCase() === 'on_hold');
  if (part === undefined) return undefined;
  const reasons = (part.fulfillment_holds ?? []).map(({ reason }) => HOLD_REASONS.get(reason.toLowerCase()));
  if (reasons.length > 0 && reasons.every((reason) => reason === null)) return undefined;
  const reason = reasons.find((known) => known != null) ?? 'unspecified';
  return { reason, since: part.updated_at ?? updatedAt };
}

/** When a scheduled line may leave, as a date. */
export function availableFrom(lineId: string, parts: readonly FulfillmentOrder[]): string | undefined {
  const part = partsOf(lineId, parts).find(({ status }) => status?.toLowerCase() === 'scheduled');
  const date = part?.fulfill_at?.slice(0, 10);
  return date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined;
}

function partsOf(lineId: string, parts: readonly FulfillmentOrder[]): readonly FulfillmentOrder[] {
  return parts.filter((part) =>
    part.line_items?.some((line) => line.line_item_id === lineId && line.quantity > 0),
  );
}
