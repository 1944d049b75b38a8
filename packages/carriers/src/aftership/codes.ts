import {
  attempt,
  noise,
  opens,
  resolves,
  rowIn,
  scan,
  step,
  type CodeTable,
  type Row,
} from '../code-table.js';

const TAG = 'AfterShip Tracking docs, delivery statuses: tag';
const SUBTAG = 'AfterShip Tracking docs, delivery statuses: subtag';
const SUBTAG_2026 = 'AfterShip help centre, sub-statuses for shipments from 27 March 2026';
const PICKUP = { reason: 'pickup_ready', etaEffect: 'unknown' } as const;

const TAGS: Record<string, Row> = {
  Pending: noise(TAG),
  InfoReceived: step('label_created', TAG),
  InTransit: step('in_transit', TAG, { isVague: true }),
  OutForDelivery: scan('out_for_delivery', TAG, { isVague: true }),
  AttemptFail: attempt('unspecified', TAG, { isVague: true }),
  Delivered: scan('delivered', TAG, { isVague: true }),
  AvailableForPickup: scan('available_for_pickup', TAG, PICKUP),
  Exception: opens('unspecified', TAG, { isVague: true }),
  // No news for 30 days since it was added: about the tracking, not the parcel.
  Expired: noise(TAG),
};

const SUBTAGS: Record<string, Row> = {
  Pending_001: noise(SUBTAG),
  Pending_002: noise(SUBTAG),
  Pending_003: noise(SUBTAG),
  Pending_004: noise(SUBTAG),
  Pending_005: noise(SUBTAG),
  Pending_006: noise(SUBTAG),
  InfoReceived_001: step('label_created', SUBTAG),
  InTransit_001: step('in_transit', SUBTAG, { isVague: true }),
  InTransit_002: scan('picked_up', SUBTAG),
  InTransit_003: scan('in_transit', SUBTAG),
  InTransit_004: scan('in_transit', SUBTAG),
  InTransit_005: resolves('customs_cleared', SUBTAG, { milestone: 'in_transit' }),
  InTransit_006: step('in_transit', SUBTAG, { reason: 'customs_processing' }),
  InTransit_007: scan('in_transit', SUBTAG),
  InTransit_008: resolves('unspecified', SUBTAG),
  InTransit_009: scan('in_transit', SUBTAG, { reason: 'forwarded', etaEffect: 'delay' }),
  // Vague, because a hand-over to a partner was seen under it.
  OutForDelivery_001: scan('out_for_delivery', SUBTAG, { isVague: true }),
  OutForDelivery_003: noise(SUBTAG),
  OutForDelivery_004: noise(SUBTAG, { reason: 'rescheduled', etaEffect: 'new' }),
  AttemptFail_001: attempt('unspecified', SUBTAG, { isVague: true }),
  AttemptFail_002: attempt('recipient_unavailable', SUBTAG),
  AttemptFail_003: attempt('business_closed', SUBTAG),
  Delivered_001: scan('delivered', SUBTAG, { isVague: true }),
  Delivered_002: scan('delivered', SUBTAG),
  Delivered_003: scan('delivered', SUBTAG),
  Delivered_004: scan('delivered', SUBTAG),
  Delivered_005: scan('delivered', SUBTAG),
  AvailableForPickup_001: scan('available_for_pickup', SUBTAG, PICKUP),
  Exception_001: opens('unspecified', SUBTAG, { isVague: true }),
  Exception_002: opens('recipient_moved', SUBTAG),
  Exception_003: opens('refused', SUBTAG, { etaEffect: 'final' }),
  Exception_004: opens('customs_hold', SUBTAG, { milestone: 'in_transit' }),
  Exception_005: opens('operational_delay', SUBTAG, { isVague: true }),
  Exception_006: opens('payment_due', SUBTAG),
  Exception_007: opens('address_incorrect', SUBTAG, { isVague: true }),
  Exception_008: opens('unclaimed', SUBTAG),
  Exception_009: opens('service_restriction', SUBTAG),
  Exception_010: step('returning', SUBTAG, { reason: 'return' }),
  Exception_011: step('returned', SUBTAG, { reason: 'return' }),
  Exception_012: opens('damaged', SUBTAG, { physical: true, etaEffect: 'unknown' }),
  Exception_013: step('lost', SUBTAG, { reason: 'lost' }),
  Exception_016: opens('operational_delay', SUBTAG_2026),
  Exception_017: opens('weather', SUBTAG_2026),
  Exception_018: opens('customs_docs_missing', SUBTAG_2026),
  Expired_001: noise(SUBTAG),
};

export const CODE_TABLES: readonly CodeTable[] = [
  { name: 'tag', rows: TAGS },
  { name: 'subtag', rows: SUBTAGS },
];

/** The row of a tag alone, as checkpoints of API v4 carry it. */
export function findTagRow(tag: string): Row | undefined {
  return rowIn(TAGS, tag);
}

/** The row of a sub-tag, or of its tag where there is none; undefined when it is a word that AfterShip has not documented. */
export function findRow(tag: string, subtag: string | null | undefined): Row | undefined {
  return subtag ? rowIn(SUBTAGS, subtag) : rowIn(TAGS, tag);
}
