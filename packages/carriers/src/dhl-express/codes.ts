import { attempt, noise, opens, resolves, rowsFor, scan, step, type CodeTable } from '../code-table.js';

const DOCS = 'DHL Express status table (MyDHL API, typeCode)';
const IN_TRANSIT = { milestone: 'in_transit' } as const;

/** MyDHL `typeCode`. `OH` is routine at hubs and low: it delays nothing by itself. */
export const TYPE_CODES: CodeTable = {
  name: 'DHL Express typeCode',
  rows: {
    ...rowsFor('PU SA', scan('picked_up', DOCS)),
    ...rowsFor('PL AF AR DF TR SM', scan('in_transit', DOCS)),
    IC: scan('in_transit', DOCS, { reason: 'customs_processing', etaEffect: 'unknown' }),
    CR: resolves('customs_cleared', DOCS, IN_TRANSIT),
    RR: resolves('customs_docs_missing', DOCS, IN_TRANSIT),
    CD: opens('customs_hold', DOCS, IN_TRANSIT),
    UD: opens('customs_docs_missing', DOCS, IN_TRANSIT),
    ...rowsFor('BN BR', opens('customs_broker', DOCS, IN_TRANSIT)),
    HP: opens('duties_due', DOCS, IN_TRANSIT),
    PY: resolves('duties_due', DOCS, IN_TRANSIT),
    WC: scan('out_for_delivery', DOCS),
    OK: scan('delivered', DOCS),
    PD: opens('partial', DOCS, { physical: true, etaEffect: 'unknown' }),
    DD: scan('delivered', DOCS, { reason: 'damaged' }),
    NH: attempt('recipient_unavailable', DOCS),
    CA: attempt('business_closed', DOCS),
    ND: attempt('unspecified', DOCS, { isVague: true }),
    BA: opens('address_incorrect', DOCS),
    CM: opens('recipient_moved', DOCS),
    AD: noise(DOCS, { reason: 'rescheduled', etaEffect: 'new' }),
    CC: scan('available_for_pickup', DOCS, { reason: 'pickup_ready', etaEffect: 'unknown' }),
    RD: attempt('refused', DOCS, { etaEffect: 'final' }),
    RT: step('returning', DOCS, { reason: 'return' }),
    OH: opens('hold_requested', DOCS, { actor: 'carrier', etaEffect: 'unknown' }),
    SS: opens('hold_requested', DOCS, { actor: 'merchant', etaEffect: 'delay' }),
    DS: scan('lost', DOCS, { reason: 'destroyed' }),
    ...rowsFor('MS MC', opens('missort', DOCS, { physical: true })),
    MD: opens('operational_delay', DOCS),
    FD: scan('in_transit', DOCS, { reason: 'forwarded', etaEffect: 'delay' }),
    TP: scan('in_transit', DOCS, { reason: 'transferred_to_partner' }),
    ...rowsFor('SC CS RW', noise(DOCS)),
    101: step('delivered', DOCS),
    102: step('in_transit', DOCS),
    103: opens('unspecified', DOCS),
    104: step('label_created', DOCS),
  },
};
