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

const MAIN = '17TRACK API v2.4 docs, package main status';
const SUB = '17TRACK API v2.4 docs, package sub-status';
const PICKUP = { reason: 'pickup_ready', etaEffect: 'unknown' } as const;

const STATUSES: Record<string, Row> = {
  NotFound: noise(MAIN),
  InfoReceived: step('label_created', MAIN),
  InTransit: step('in_transit', MAIN, { isVague: true }),
  // No news for long: about the tracking, not the parcel.
  Expired: noise(MAIN),
  AvailableForPickup: scan('available_for_pickup', MAIN, PICKUP),
  OutForDelivery: scan('out_for_delivery', MAIN),
  DeliveryFailure: attempt('unspecified', MAIN, { isVague: true }),
  Delivered: scan('delivered', MAIN, { isVague: true }),
  Exception: opens('unspecified', MAIN, { isVague: true }),
};

const SUB_STATUSES: Record<string, Row> = {
  NotFound_Other: noise(SUB),
  NotFound_InvalidCode: noise(SUB),
  InfoReceived: step('label_created', SUB),
  InTransit_PickedUp: scan('picked_up', SUB),
  InTransit_Departure: scan('in_transit', SUB),
  InTransit_Arrival: scan('in_transit', SUB),
  InTransit_CustomsProcessing: step('in_transit', SUB, { reason: 'customs_processing' }),
  InTransit_CustomsReleased: resolves('customs_cleared', SUB, { milestone: 'in_transit' }),
  InTransit_CustomsRequiringInformation: opens('customs_docs_missing', SUB, { milestone: 'in_transit' }),
  InTransit_Other: step('in_transit', SUB, { isVague: true }),
  Expired_Other: noise(SUB),
  AvailableForPickup_Other: scan('available_for_pickup', SUB, PICKUP),
  OutForDelivery_Other: scan('out_for_delivery', SUB),
  DeliveryFailure_NoBody: attempt('recipient_unavailable', SUB),
  DeliveryFailure_Security: attempt('no_access', SUB),
  DeliveryFailure_Rejected: attempt('refused', SUB, { etaEffect: 'final' }),
  DeliveryFailure_InvalidAddress: attempt('address_incorrect', SUB),
  DeliveryFailure_Other: attempt('unspecified', SUB, { isVague: true }),
  Delivered_Other: scan('delivered', SUB, { isVague: true }),
  Exception_Returning: step('returning', SUB, { reason: 'return' }),
  Exception_Returned: step('returned', SUB, { reason: 'return' }),
  Exception_NoBody: opens('recipient_unavailable', SUB, { isVague: true }),
  Exception_Security: opens('customs_hold', SUB, { isVague: true }),
  Exception_Damage: opens('damaged', SUB, { physical: true, etaEffect: 'unknown' }),
  Exception_Rejected: opens('refused', SUB, { etaEffect: 'final' }),
  Exception_Delayed: opens('operational_delay', SUB, { isVague: true }),
  Exception_Lost: step('lost', SUB, { reason: 'lost' }),
  Exception_Destroyed: step('lost', SUB, { reason: 'destroyed' }),
  Exception_Cancel: step('cancelled', SUB),
  Exception_Other: opens('unspecified', SUB, { isVague: true }),
};

const STAGE = '17TRACK API v2.4 docs, tracking milestones: stage';

/** The milestones of an event, where it has no sub-status. */
const STAGES: Record<string, Row> = {
  InfoReceived: step('label_created', STAGE),
  PickedUp: scan('picked_up', STAGE),
  Departure: scan('in_transit', STAGE),
  Arrival: scan('in_transit', STAGE),
  AvailableForPickup: scan('available_for_pickup', STAGE, PICKUP),
  OutForDelivery: scan('out_for_delivery', STAGE),
  Delivered: scan('delivered', STAGE, { isVague: true }),
  Returning: step('returning', STAGE, { reason: 'return' }),
  Returned: step('returned', STAGE, { reason: 'return' }),
};

export const CODE_TABLES: readonly CodeTable[] = [
  { name: 'status', rows: STATUSES },
  { name: 'sub_status', rows: SUB_STATUSES },
  { name: 'stage', rows: STAGES },
];

/** The row of a sub-status; undefined for one that 17TRACK has not documented: it announces that there may be more. */
export function findRow(subStatus: string): Row | undefined {
  return rowIn(SUB_STATUSES, subStatus);
}

export function findStageRow(stage: string): Row | undefined {
  return rowIn(STAGES, stage);
}

/** The row of the main status, with which every sub-status begins. */
export function findMainRow(subStatus: string): Row | undefined {
  const [main = ''] = subStatus.split('_');
  return rowIn(STATUSES, main);
}

/** 17TRACK carrier list (res.17track.net): its keys for the carriers that have more than one name. */
const CARRIER_NAMES: ReadonlyMap<number, string> = new Map([
  [7041, 'dhl_parcel_de'],
  [21051, 'usps'],
  [100001, 'dhl_express'],
  [100002, 'ups'],
  [100003, 'fedex'],
]);

/** The carrier by its key, else by the name that the answer gives it, else by the key itself. */
export function carrierNameOf(key: number, names: readonly (string | null | undefined)[]): string {
  const named = names.find((name) => name && /[\p{L}\p{N}]/u.test(name))?.slice(0, 40);
  return CARRIER_NAMES.get(key) ?? named ?? `17track_${key}`;
}
