import { attempt, noise, opens, resolves, scan, step, type CodeTable } from '../code-table.js';

const DOCS = 'FedEx Track API docs, scanEvents.eventType';
const PICKUP = { reason: 'pickup_ready', etaEffect: 'unknown' } as const;
const COLLECTION = { milestone: 'label_created', etaEffect: 'unknown' } as const;

/**
 * FedEx `eventType`. `CA` is left out: FedEx uses it for a cancelled shipment and for one that the carrier now has.
 * `DE` and `SE` only say that something happened; the exception's text says what.
 */
export const FEDEX_CODES: CodeTable = {
  name: 'FedEx eventType',
  rows: {
    OC: step('label_created', DOCS),
    OX: step('label_created', DOCS),
    IN: step('label_created', DOCS),
    EP: step('label_created', DOCS),
    AP: step('label_created', DOCS),
    DR: noise(DOCS),
    DS: noise(DOCS),
    PD: opens('collection_failed', DOCS, COLLECTION),
    PU: scan('picked_up', DOCS),
    PX: scan('picked_up', DOCS),
    DO: scan('picked_up', DOCS),
    IP: scan('picked_up', DOCS),
    TP: scan('picked_up', DOCS),
    AF: scan('in_transit', DOCS),
    AR: scan('in_transit', DOCS),
    FD: scan('in_transit', DOCS),
    OF: scan('in_transit', DOCS),
    SF: scan('in_transit', DOCS),
    AA: scan('in_transit', DOCS),
    AC: scan('in_transit', DOCS, { reason: 'transferred_to_partner' }),
    AX: scan('in_transit', DOCS, { reason: 'transferred_to_partner' }),
    DP: scan('in_transit', DOCS),
    LO: scan('in_transit', DOCS),
    IT: scan('in_transit', DOCS),
    IX: scan('in_transit', DOCS),
    PM: scan('in_transit', DOCS),
    TR: scan('in_transit', DOCS),
    PF: scan('in_transit', DOCS),
    PL: scan('in_transit', DOCS),
    CH: scan('in_transit', DOCS),
    EA: scan('in_transit', DOCS),
    OD: scan('out_for_delivery', DOCS),
    ED: scan('out_for_delivery', DOCS),
    AD: scan('out_for_delivery', DOCS),
    DL: scan('delivered', DOCS),
    HL: scan('available_for_pickup', DOCS, PICKUP),
    HP: scan('available_for_pickup', DOCS, PICKUP),
    DE: attempt('unspecified', DOCS, { isVague: true }),
    SE: opens('unspecified', DOCS, { isVague: true }),
    DY: opens('operational_delay', DOCS, { isVague: true }),
    DD: opens('operational_delay', DOCS, { isVague: true }),
    RL: opens('operational_delay', DOCS, { isVague: true }),
    CD: opens('customs_hold', DOCS, { milestone: 'in_transit' }),
    CC: resolves('customs_cleared', DOCS, { milestone: 'in_transit' }),
    CP: step('in_transit', DOCS, { reason: 'customs_processing' }),
    AO: noise(DOCS),
    AE: noise(DOCS),
    US: noise(DOCS),
    AS: resolves('address_corrected', DOCS),
    RR: noise(DOCS, { reason: 'rerouted' }),
    RM: noise(DOCS, { reason: 'rerouted' }),
    RC: noise(DOCS, { reason: 'rerouted' }),
    RS: scan('returning', DOCS, { reason: 'return' }),
  },
};
