import { attempt, opens, rowsFor, scan, step, type CodeTable } from '../code-table.js';

const SEEN = 'USPS Tracking v3, eventCode in deliveries';
const PUB = 'USPS Publication 199, event codes';
/** Not in the public list, and the same in several open implementations. */
const AGREED = 'USPS event codes as several open implementations agree';

const UNVERIFIED = 'USPS event codes from memory, unverified: the text beside them decides';

const PICKUP = { reason: 'pickup_ready', etaEffect: 'unknown' } as const;
const PARTNER = { reason: 'transferred_to_partner' } as const;

/** USPS `eventCode`, as it stands in its own feeds and as aggregators carry it along. */
export const USPS_CODES: CodeTable = {
  name: 'USPS eventCode',
  rows: {
    MA: step('label_created', SEEN),
    GX: step('label_created', SEEN),
    NP: step('label_created', SEEN),
    80: scan('in_transit', SEEN, PARTNER),
    81: scan('in_transit', SEEN, PARTNER),
    82: scan('in_transit', SEEN, PARTNER),
    42: scan('in_transit', AGREED, PARTNER),
    '03': scan('picked_up', SEEN),
    OA: scan('picked_up', SEEN),
    AD: scan('picked_up', SEEN),
    TM: scan('picked_up', SEEN),
    PA: scan('picked_up', SEEN),
    43: scan('picked_up', AGREED),
    // "Received at delivery unit" and "picked up by the recipient's agent": the text tells.
    41: scan('in_transit', AGREED, { isVague: true }),
    10: scan('in_transit', SEEN),
    A1: scan('in_transit', SEEN),
    EF: scan('in_transit', SEEN),
    SF: scan('in_transit', SEEN),
    T1: scan('in_transit', SEEN),
    // Written by the calendar, not by a scanner: they must not break a silence.
    TL: step('in_transit', SEEN),
    NT: step('in_transit', SEEN),
    DX: opens('no_scan', AGREED),
    '07': scan('in_transit', SEEN),
    PC: scan('in_transit', SEEN),
    OF: scan('out_for_delivery', SEEN),
    // "Delivered, To Original Sender" has this code too: the text tells.
    '01': scan('delivered', SEEN, { isVague: true }),
    17: scan('delivered', AGREED),
    '02': attempt('recipient_unavailable', PUB),
    51: attempt('business_closed', PUB),
    52: attempt('recipient_unavailable', PUB),
    53: attempt('no_access', PUB),
    54: attempt('receptacle_full', PUB),
    55: attempt('no_secure_location', SEEN),
    56: attempt('recipient_unavailable', PUB),
    30: attempt('no_access', SEEN),
    31: opens('pickup_deadline', AGREED, { milestone: 'available_for_pickup' }),
    71: opens('rescheduled', AGREED, { etaEffect: 'new' }),
    14: scan('available_for_pickup', AGREED, PICKUP),
    16: scan('available_for_pickup', AGREED, PICKUP),
    21: opens('address_incorrect', PUB),
    22: opens('address_insufficient', PUB),
    23: opens('recipient_moved', PUB, { actor: 'merchant' }),
    24: opens('recipient_moved', PUB, { actor: 'merchant' }),
    25: opens('recipient_unknown', PUB),
    26: opens('recipient_unknown', PUB),
    27: step('returning', PUB, { reason: 'unclaimed' }),
    28: opens('recipient_unavailable', PUB, { actor: 'merchant' }),
    29: opens('unspecified', PUB, { actor: 'merchant', etaEffect: 'delay', isVague: true }),
    '04': attempt('refused', PUB, { milestone: 'returning', etaEffect: 'final' }),
    '05': opens('address_incorrect', PUB, { actor: 'merchant' }),
    '06': scan('in_transit', PUB, { reason: 'forwarded', etaEffect: 'delay' }),
    '08': opens('missort', PUB, { physical: true }),
    15: opens('missort', PUB, { physical: true }),
    '09': scan('returning', PUB, { reason: 'return' }),
    11: scan('lost', AGREED, { reason: 'lost_investigation', actor: 'merchant' }),
    ...rowsFor('DE 19', opens('unspecified', UNVERIFIED, { isVague: true })),
    44: step('returning', AGREED, { reason: 'intercept' }),
  },
};
