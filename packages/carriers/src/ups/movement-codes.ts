import { noise, opens, rowsFor, scan, step, type CodeTable, type Row } from '../code-table.js';

const ULD = 'UPS Track Alert API docs, movement codes (types I and P)';
const MANIFEST = 'UPS Track Alert API docs, manifest codes (type M)';
const CANCELLED: Row = { ...noise(ULD), kind: 'correction', etaEffect: 'unknown' };

/** Codes of the types `I` and `P`; the same letters mean other things under the types `X` and `M`. */
export const MOVEMENT_CODES: CodeTable = {
  name: 'UPS code of type I or P',
  rows: {
    // `OC` is a label in UPS's words, and a trailer's origin scan: the lesser of the two is believed.
    ...rowsFor('PL SP MP OC', step('label_created', ULD)),
    ...rowsFor('OR PU PC PT XD', scan('picked_up', ULD)),
    ...rowsFor('AG AR DP UL HU LC LM AT EP IP DS DL OD YP WH', scan('in_transit', ULD)),
    ...rowsFor('YM YN YH XR XA', scan('in_transit', ULD, { reason: 'transferred_to_partner' })),
    ...rowsFor('OT OF YI YF', scan('out_for_delivery', ULD)),
    ...rowsFor('CA CD CL', { ...CANCELLED, milestone: 'in_transit' }),
    VP: { ...CANCELLED, milestone: 'picked_up' },
    // The time of a scan was put right: the scan stands.
    ...rowsFor('UA UD', noise(ULD)),
    ...rowsFor('UP UT', noise(ULD, { reason: 'eta_change', etaEffect: 'new' })),
    PX: noise(ULD),
  },
};

export const MANIFEST_CODES: CodeTable = {
  name: 'UPS code of type M',
  rows: {
    ...rowsFor('DP MP RD', step('label_created', MANIFEST)),
    VP: step('cancelled', MANIFEST),
  },
};

const TYPE = 'UPS Track Alert API docs, activity types';

/** Types that say enough without a code. */
export const TYPES: CodeTable = {
  name: 'UPS type',
  rows: {
    D: scan('delivered', TYPE),
    I: step('in_transit', TYPE, { isVague: true }),
    X: opens('unspecified', TYPE, { isVague: true }),
    M: step('label_created', TYPE),
    MV: step('cancelled', TYPE),
    // Freight: at the consolidation station, of the origin or the destination.
    ...rowsFor('DO DD W', scan('in_transit', TYPE)),
    NA: noise(TYPE),
    U: noise(TYPE),
  },
};
