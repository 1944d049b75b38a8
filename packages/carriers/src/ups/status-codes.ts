import {
  attempt,
  noise,
  opens,
  resolves,
  rowsFor,
  scan,
  step,
  type CodeTable,
  type Row,
} from '../code-table.js';

const UPS = 'UPS Track Alert API docs, status codes (3 digits)';
const PICKUP = { reason: 'pickup_ready', etaEffect: 'unknown' } as const;
const RETRACTION: Row = { ...noise(UPS), kind: 'correction', etaEffect: 'unknown' };

/** Where the parcel is. */
const STEPS: Record<string, Row> = {
  ...rowsFor('003 079 080 157 166', step('label_created', UPS)),
  '007': step('cancelled', UPS),
  ...rowsFor('038 160 167 168 169', scan('picked_up', UPS)),
  ...rowsFor('005 010 025 039 044 045 047 087 158 159 164 165 016 138', scan('in_transit', UPS)),
  ...rowsFor('073 074 137', scan('in_transit', UPS, { reason: 'transferred_to_partner' })),
  // They may be of the day before the delivery.
  ...rowsFor('071 072', scan('in_transit', UPS)),
  '075': step('in_transit', UPS),
  '057': scan('in_transit', UPS, { reason: 'rerouted_pickup_point', actor: 'nobody', etaEffect: 'new' }),
  ...rowsFor('006 021 037 089 091 146 162', scan('out_for_delivery', UPS)),
  '078': step('out_for_delivery', UPS),
  ...rowsFor('011 026 143', scan('delivered', UPS)),
  ...rowsFor('144 161 017 040', scan('available_for_pickup', UPS, PICKUP)),
  '106': step('available_for_pickup', UPS, PICKUP),
  ...rowsFor('119 118 033 035', step('returning', UPS, { reason: 'return' })),
  // "Returned" is often said when the way back begins.
  ...rowsFor('034 036', scan('returning', UPS, { reason: 'return' })),
  '067': scan('returned', UPS, { reason: 'return' }),
  '081': scan('returning', UPS, { reason: 'damaged' }),
  '147': scan('lost', UPS, { reason: 'prohibited' }),
  '149': scan('lost', UPS, { reason: 'destroyed' }),
};

const CUSTOMS: Record<string, Row> = {
  ...rowsFor('012 092', step('in_transit', UPS, { reason: 'customs_processing', isVague: true })),
  ...rowsFor('014 084 134', resolves('customs_cleared', UPS, { milestone: 'in_transit' })),
  ...rowsFor(
    '058 124 125 141',
    opens('customs_docs_missing', UPS, { milestone: 'in_transit', isVague: true }),
  ),
  '123': opens('customs_broker', UPS, { milestone: 'in_transit' }),
  '126': opens('customs_hold', UPS, { milestone: 'in_transit' }),
};

/** Of the vague ones the (type, code) beside the status says more. */
const PROBLEMS: Record<string, Row> = {
  ...rowsFor('013 030 069 076', opens('unspecified', UPS, { isVague: true })),
  ...rowsFor('029 049', opens('unspecified', UPS, { actor: 'recipient', etaEffect: 'delay', isVague: true })),
  '050': opens('address_insufficient', UPS, { isVague: true }),
  ...rowsFor('022 023 024 060 066 145', attempt('recipient_unavailable', UPS, { isVague: true })),
  '061': attempt('signature_or_id_required', UPS),
  ...rowsFor('062 085', attempt('payment_due', UPS)),
  '064': attempt('refused', UPS, { etaEffect: 'final' }),
  ...rowsFor('046 048 086 090', opens('operational_delay', UPS, { isVague: true })),
  ...rowsFor('051 052 053', opens('weather', UPS)),
  // A warning: nothing has happened yet.
  '032': opens('weather', UPS, { etaEffect: 'unknown' }),
  '132': opens('operational_delay', UPS),
  '139': opens('no_access', UPS),
  '083': opens('hold_requested', UPS, { actor: 'carrier', etaEffect: 'delay', isVague: true }),
  '059': opens('damaged', UPS, { etaEffect: 'unknown' }),
  ...rowsFor('068 093', opens('lost_investigation', UPS)),
  ...rowsFor('094 127 128', resolves('lost_investigation', UPS)),
  '129': opens('lost_investigation', UPS, { actor: 'merchant', etaEffect: 'unknown' }),
  ...rowsFor(
    '065 131 135',
    opens('collection_failed', UPS, { milestone: 'label_created', etaEffect: 'unknown' }),
  ),
};

const CHANGES: Record<string, Row> = {
  ...rowsFor(
    '018 107 109 019 020 108 102 103 104 105',
    noise(UPS, { reason: 'hold_requested', etaEffect: 'new' }),
  ),
  ...rowsFor('100 101', noise(UPS, { reason: 'rerouted_pickup_point', etaEffect: 'new' })),
  // Of a delivery, where the type beside it says so.
  '156': noise(UPS, { isVague: true }),
  ...rowsFor('027 097 098 099 082', noise(UPS, { reason: 'rerouted', etaEffect: 'new' })),
  ...rowsFor('028 063 096', resolves('address_corrected', UPS, { etaEffect: 'new' })),
  ...rowsFor('054 095 115 116', noise(UPS, { reason: 'rescheduled', etaEffect: 'new' })),
  ...rowsFor('055 136 153 154', noise(UPS, { reason: 'eta_change', etaEffect: 'new' })),
  ...rowsFor(
    '000 041 042 056 077 088 110 111 112 113 114 117 120 121 122 130 133 140 142 148 155 163',
    noise(UPS),
  ),
};

const CORRECTIONS: Record<string, Row> = {
  '043': { ...RETRACTION, milestone: 'picked_up' },
  '070': { ...RETRACTION, milestone: 'available_for_pickup' },
};

/** UPS's primary key: one namespace, unlike the two-character codes. */
export const STATUS_CODES: CodeTable = {
  name: 'UPS statusCode',
  rows: { ...STEPS, ...CUSTOMS, ...PROBLEMS, ...CHANGES, ...CORRECTIONS },
};
