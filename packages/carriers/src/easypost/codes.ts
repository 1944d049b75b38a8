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

const STATUS = 'EasyPost API docs, Tracker: status';
const DETAIL = 'EasyPost API docs, Tracker: status_detail';
const CAPTURE = 'EasyPost webhook deliveries for FedEx and UPS parcels';

/** Statuses that say where the parcel is, whatever the detail adds: `delivered` comes with `arrived_at_destination`. */
const DECISIVE: Record<string, Row> = {
  pre_transit: step('label_created', STATUS),
  out_for_delivery: scan('out_for_delivery', STATUS),
  available_for_pickup: scan('available_for_pickup', STATUS, {
    reason: 'pickup_ready',
    etaEffect: 'unknown',
  }),
  delivered: scan('delivered', STATUS, { isVague: true }),
  return_to_sender: step('returning', STATUS, { reason: 'return', isVague: true }),
  cancelled: step('cancelled', STATUS),
};

/** Statuses under which the detail says what happened. */
const OPEN: Record<string, Row> = {
  in_transit: step('in_transit', STATUS, { isVague: true }),
  unknown: noise(STATUS, { isVague: true }),
  failure: opens('unspecified', STATUS, { isVague: true }),
  error: noise(STATUS, { isVague: true }),
};

const DETAILS: Record<string, Row> = {
  address_correction: resolves('address_corrected', DETAIL),
  arrived_at_destination: scan('in_transit', DETAIL),
  arrived_at_facility: scan('in_transit', DETAIL),
  arrived_at_pickup_location: scan('available_for_pickup', DETAIL, {
    reason: 'pickup_ready',
    etaEffect: 'unknown',
  }),
  awaiting_information: opens('address_insufficient', DETAIL, { isVague: true }),
  cancelled: step('cancelled', DETAIL),
  damaged: opens('damaged', DETAIL, { physical: true, etaEffect: 'unknown' }),
  delayed: opens('operational_delay', DETAIL, { isVague: true }),
  delivery_exception: opens('unspecified', DETAIL, { isVague: true }),
  departed_facility: scan('in_transit', DETAIL),
  departed_origin_facility: scan('in_transit', DETAIL),
  expired: noise(DETAIL),
  failure: opens('unspecified', DETAIL, { isVague: true }),
  held: opens('hold_requested', DETAIL, { actor: 'carrier', etaEffect: 'delay', isVague: true }),
  in_transit: step('in_transit', DETAIL, { isVague: true }),
  label_created: step('label_created', DETAIL),
  lost: step('lost', DETAIL, { reason: 'lost' }),
  missorted: opens('missort', DETAIL, { physical: true }),
  out_for_delivery: scan('out_for_delivery', DETAIL),
  received_at_destination_facility: scan('in_transit', DETAIL),
  received_at_origin_facility: scan('picked_up', DETAIL),
  refused: attempt('refused', DETAIL, { etaEffect: 'final' }),
  return: step('returning', DETAIL, { reason: 'return' }),
  status_update: noise(DETAIL, { isVague: true }),
  transferred_to_destination_carrier: scan('in_transit', DETAIL, { reason: 'transferred_to_partner' }),
  transit_exception: opens('unspecified', DETAIL, { isVague: true }),
  unknown: noise(DETAIL, { isVague: true }),
  weather_delay: opens('weather', DETAIL),
};

/** Where status and detail together mean something that neither says. */
const PAIRS: Record<string, Row> = {
  'failure/delayed': attempt('unspecified', CAPTURE, { isVague: true }),
  'failure/out_for_delivery': attempt('unspecified', CAPTURE, { isVague: true }),
  'in_transit/status_update': step('in_transit', STATUS, { isVague: true }),
  'in_transit/unknown': step('in_transit', STATUS, { isVague: true }),
  'failure/status_update': opens('unspecified', STATUS, { isVague: true }),
  'failure/unknown': opens('unspecified', STATUS, { isVague: true }),
  'return_to_sender/refused': step('returning', DETAIL, { reason: 'refused' }),
};

export const CODE_TABLES: readonly CodeTable[] = [
  { name: 'status', rows: { ...DECISIVE, ...OPEN } },
  { name: 'status_detail', rows: DETAILS },
  { name: 'status/status_detail', rows: PAIRS },
];

/** The row of a (status, detail); undefined when either is a word that EasyPost has not documented. */
export function findRow(status: string, detail: string): Row | undefined {
  if (detail === '') return rowIn(DECISIVE, status) ?? rowIn(OPEN, status);
  return (
    rowIn(PAIRS, `${status}/${detail}`) ??
    rowIn(DECISIVE, status) ??
    (rowIn(OPEN, status) && rowIn(DETAILS, detail))
  );
}
