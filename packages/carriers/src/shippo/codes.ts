import { attempt, noise, opens, rowIn, scan, step, type CodeTable, type Row } from '../code-table.js';

const STATUS = 'Shippo docs, Tracking: status';
const SUBSTATUS = 'Shippo docs, Tracking: substatus';

/** Statuses that say enough; their sub-statuses are not believed: the docs' own sample pairs DELIVERED with information_received. */
const DECISIVE: Record<string, Row> = {
  PRE_TRANSIT: step('label_created', STATUS),
  DELIVERED: scan('delivered', STATUS, { isVague: true }),
};

const OPEN: Record<string, Row> = {
  TRANSIT: step('in_transit', STATUS, { isVague: true }),
  UNKNOWN: noise(STATUS, { isVague: true }),
  FAILURE: opens('unspecified', STATUS, { isVague: true }),
  /** Also while it is on the way back. */
  RETURNED: step('returning', STATUS, { reason: 'return', isVague: true }),
};

const SUBSTATUSES: Record<string, Row> = {
  information_received: step('label_created', SUBSTATUS),
  address_issue: opens('address_incorrect', SUBSTATUS, { isVague: true }),
  contact_carrier: opens('unspecified', SUBSTATUS, { actor: 'recipient', etaEffect: 'delay', isVague: true }),
  delayed: opens('operational_delay', SUBSTATUS, { isVague: true }),
  delivery_attempted: attempt('recipient_unavailable', SUBSTATUS, { isVague: true }),
  delivery_rescheduled: noise(SUBSTATUS, { reason: 'rescheduled', etaEffect: 'new' }),
  delivery_scheduled: noise(SUBSTATUS, { etaEffect: 'new' }),
  location_inaccessible: attempt('no_access', SUBSTATUS, { isVague: true }),
  notice_left: attempt('recipient_unavailable', SUBSTATUS),
  out_for_delivery: scan('out_for_delivery', SUBSTATUS),
  package_accepted: scan('picked_up', SUBSTATUS),
  package_arrived: scan('in_transit', SUBSTATUS),
  package_damaged: opens('damaged', SUBSTATUS, { physical: true, etaEffect: 'unknown' }),
  package_departed: scan('in_transit', SUBSTATUS),
  package_forwarded: scan('in_transit', SUBSTATUS, { reason: 'forwarded', etaEffect: 'delay' }),
  package_held: opens('hold_requested', SUBSTATUS, { actor: 'carrier', etaEffect: 'delay', isVague: true }),
  package_processed: scan('in_transit', SUBSTATUS),
  package_processing: step('in_transit', SUBSTATUS, { isVague: true }),
  pickup_available: scan('available_for_pickup', SUBSTATUS, { reason: 'pickup_ready', etaEffect: 'unknown' }),
  reschedule_delivery: opens('recipient_unavailable', SUBSTATUS),
  delivered: scan('delivered', SUBSTATUS, { isVague: true }),
  return_to_sender: step('returning', SUBSTATUS, { reason: 'return', isVague: true }),
  package_unclaimed: step('returning', SUBSTATUS, { reason: 'unclaimed' }),
  package_undeliverable: opens('unspecified', SUBSTATUS, {
    actor: 'merchant',
    etaEffect: 'delay',
    isVague: true,
  }),
  package_disposed: scan('lost', SUBSTATUS, { reason: 'destroyed' }),
  package_lost: step('lost', SUBSTATUS, { reason: 'lost' }),
  other: noise(SUBSTATUS, { isVague: true }),
};

export const CODE_TABLES: readonly CodeTable[] = [
  { name: 'status', rows: { ...DECISIVE, ...OPEN } },
  { name: 'substatus', rows: SUBSTATUSES },
];

/** The row of a (status, sub-status); undefined when either is a word that Shippo has not documented. */
export function findRow(status: string, substatus: string | undefined): Row | undefined {
  const decisive = rowIn(DECISIVE, status);
  if (decisive !== undefined) return decisive;
  const open = rowIn(OPEN, status);
  if (open === undefined || substatus === undefined || substatus === 'other') return open;
  return rowIn(SUBSTATUSES, substatus);
}
