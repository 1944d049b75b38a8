import {
  attempt,
  noise,
  opens,
  resolves,
  rowIn,
  rowsFor,
  scan,
  step,
  type CodeTable,
  type Row,
} from '../code-table.js';

const STATUS = 'ShipEngine docs, Tracking: status_code';
const DETAIL = 'ShipStation API docs, Tracking: status_detail_code';
const PICKUP = { reason: 'pickup_ready', etaEffect: 'unknown' } as const;

const STATUSES: Record<string, Row> = {
  UN: noise(STATUS, { isVague: true }),
  AC: step('label_created', STATUS, { isVague: true }),
  IT: step('in_transit', STATUS, { isVague: true }),
  DE: scan('delivered', STATUS, { isVague: true }),
  EX: opens('unspecified', STATUS, { isVague: true }),
  AT: attempt('unspecified', STATUS, { isVague: true }),
  NY: noise(STATUS),
  SP: scan('available_for_pickup', STATUS, PICKUP),
};

const DETAILS: Record<string, Row> = {
  ...rowsFor(
    'AWAITING_DESPATCH COLLECTION_REQUESTED SHIPMENT_CREATED ELEC_ADVICE_RECD_BY_CARRIER NOT_YET_RECEIVED_BY_CARRIER AWAITING_ELECTRONIC_ADVICE',
    step('label_created', DETAIL),
  ),
  ...rowsFor(
    'DESPATCHED COLLECTION_MADE PICKED_UP RECEIVED_BY_CARRIER RECD_BY_CARRIER_NO_ELEC_ADVICE',
    scan('picked_up', DETAIL),
  ),
  ...rowsFor('HUB_SCAN_IN HUB_SCAN_OUT RECEIVED_LOCAL_DELIVERY_DEPOT', scan('in_transit', DETAIL)),
  ...rowsFor(
    'SUB_CONTRACTOR_EVENT SUB_CONTRACTOR_RECEIVED',
    scan('in_transit', DETAIL, { reason: 'transferred_to_partner' }),
  ),
  IN_TRANSIT: step('in_transit', DETAIL, { isVague: true }),
  OUT_FOR_DELIVERY: scan('out_for_delivery', DETAIL),
  ...rowsFor(
    'AWAITING_COLLECTION_FROM_PICKUP_POINT COLLECT_AT_LOCAL_PO CUSTOMER_TO_COLLECT_FROM_CARRIER DELIVERED_TO_LOCKER_COLLECTION_POINT',
    scan('available_for_pickup', DETAIL, PICKUP),
  ),
  DELIVERED: scan('delivered', DETAIL, { isVague: true }),
  ...rowsFor(
    'DELIVERED_SPECIFIED_SAFE_PLACE DELIVERED_TO_ALTERNATIVE_DELIVERY_LOCATION DELIVERED_TO_NEIGHBOUR DELIVERED_TO_PO_BOX PARCEL_COLLECTED_FROM_PICKUP_POINT',
    scan('delivered', DETAIL),
  ),
  DELIVERED_DAMAGED: scan('delivered', DETAIL, { reason: 'damaged' }),
  DELIVERED_IN_PART: scan('delivered', DETAIL, { reason: 'partial' }),

  ...rowsFor(
    'ATTEMPTED_DELIVERY ATTEMPTED_DELIVERY_2ND ATTEMPTED_DELIVERY_3RD NOT_DELIVERED',
    attempt('unspecified', DETAIL, { isVague: true }),
  ),
  CUSTOMER_CARDED: attempt('recipient_unavailable', DETAIL),
  CUSTOMER_IDENTIFICATION_FAILED: attempt('signature_or_id_required', DETAIL),
  NO_ACCESS_TO_RECIPIENTS_ADDRESS: attempt('no_access', DETAIL),
  ...rowsFor('COD_AMOUNT_NOT_PAID INVALID_METHOD_OF_PAYMENT', attempt('payment_due', DETAIL)),
  REFUSED_BY_CUSTOMER: attempt('refused', DETAIL, { etaEffect: 'final' }),

  COLLECTION_FAILED: opens('collection_failed', DETAIL, { milestone: 'label_created' }),
  ADDRESS_QUERY: opens('address_insufficient', DETAIL),
  CUSTOMER_MOVED: opens('recipient_moved', DETAIL),
  NOT_DELIVERED_ADDRESSEE_DECEASED: opens('recipient_unknown', DETAIL),
  CARRIER_DELAYS: opens('operational_delay', DETAIL, { isVague: true }),
  DELAYED_NOT_CARRIER: opens('operational_delay', DETAIL, { isVague: true }),
  ...rowsFor('MISSORTED ROUTING_ERROR', opens('missort', DETAIL, { physical: true })),
  HELD_BY_CARRIER: opens('hold_requested', DETAIL, { actor: 'carrier', etaEffect: 'delay', isVague: true }),
  ...rowsFor(
    'HELD_BY_CUSTOMS HELD_BY_EXPORT_CUSTOMS HELD_BY_IMPORT_CUSTOMS',
    opens('customs_hold', DETAIL, { milestone: 'in_transit' }),
  ),
  INCORRECT_DECLARATION: opens('customs_docs_missing', DETAIL, { actor: 'merchant' }),
  PARCEL_DAMAGED: opens('damaged', DETAIL, { physical: true, etaEffect: 'unknown' }),
  HAZARDOUS_PROHIBITED: opens('prohibited', DETAIL),
  PARCEL_OUTSIDE_OF_SERVICE_CAPABILITY: opens('service_restriction', DETAIL),
  NOT_COLLECTED_FROM_PICKUP_POINT: opens('unclaimed', DETAIL),
  ...rowsFor(
    'CUSTOMS_PROCESSING HELD_BY_CARRIER_FOR_CLEARANCE_PRE_PROCESSING',
    step('in_transit', DETAIL, { reason: 'customs_processing' }),
  ),
  CUSTOMS_CLEARED: resolves('customs_cleared', DETAIL, { milestone: 'in_transit' }),
  COD_AMOUNT_PAID: resolves('payment_due', DETAIL),

  RETURN_TO_SENDER: step('returning', DETAIL, { reason: 'return' }),
  ...rowsFor('CANCELLED CANCELLED_BEFORE_DESPATCH', step('cancelled', DETAIL)),
  PARCEL_LOST: step('lost', DETAIL, { reason: 'lost' }),
  PARCEL_DISPOSED: scan('lost', DETAIL, { reason: 'destroyed' }),

  DELIVERY_RESCHEDULED: opens('rescheduled', DETAIL, { etaEffect: 'new' }),
  PARCEL_REDIRECTED: noise(DETAIL, { reason: 'rerouted', etaEffect: 'new' }),
  DELIVERY_ARRANGED_WITH_RECIPIENT: noise(DETAIL, { reason: 'rescheduled', etaEffect: 'new' }),
  ...rowsFor('PARCEL_OVER_LABELLED PARCEL_REPACKED', noise(DETAIL, { reason: 'label_problem' })),
  ...rowsFor(
    'PARCEL_UPDATE_NOTIFICATION_VIA_EMAIL PARCEL_UPDATE_NOTIFICATION_VIA_SMS PROOF_OF_DELIVERY POST_TRANSIT_STATUS',
    noise(DETAIL),
  ),
  ...rowsFor('INFORMATION CARRIER_STATUS_NOT_MAPPED', noise(DETAIL, { isVague: true })),
};

export const CODE_TABLES: readonly CodeTable[] = [
  { name: 'status_code', rows: STATUSES },
  { name: 'status_detail_code', rows: DETAILS },
];

/** The row of a detail, or of the status where there is none or it is not mapped; undefined for an undocumented word. */
export function findRow(status: string, detail: string | null | undefined): Row | undefined {
  if (!detail || detail === 'CARRIER_STATUS_NOT_MAPPED') return findStatusRow(status);
  return rowIn(DETAILS, detail);
}

export function findStatusRow(status: string): Row | undefined {
  return rowIn(STATUSES, status);
}
