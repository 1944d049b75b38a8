import {
  attempt,
  noise,
  opens,
  rowIn,
  rowsFor,
  scan,
  step,
  type CodeTable,
  type Row,
} from '../code-table.js';

const SEEN = 'FedEx Track API answers, scanEvents.exceptionCode';
const DOCS = 'FedEx Track API docs, mock tracking numbers';
const AGREED = 'X12 data element 641 (A07) and open implementations agree';
const PICKUP = { reason: 'pickup_ready', etaEffect: 'unknown' } as const;

/**
 * FedEx `exceptionCode`, as it is written: `007` (Ground) is nobody at home, `07` (Express) is a refusal.
 * Codes of which only the list is known, not a text met with them, are left to the text.
 */
export const EXCEPTION_CODES: CodeTable = {
  name: 'FedEx exceptionCode',
  rows: {
    ...rowsFor('007 08 15', attempt('recipient_unavailable', SEEN)),
    '03': opens('address_incorrect', DOCS),
    '07': attempt('refused', AGREED, { etaEffect: 'final' }),
    ...rowsFor('083 84', opens('service_restriction', DOCS, { actor: 'carrier' })),
    '099': opens('unspecified', SEEN, { actor: 'recipient', etaEffect: 'delay' }),
    ...rowsFor('A3 084', scan('in_transit', SEEN)),
    A12: noise(SEEN, { reason: 'hold_requested', etaEffect: 'new' }),
    ...rowsFor('A13 A47', step('in_transit', SEEN, { reason: 'rerouted_pickup_point' })),
    ...rowsFor('A25 72', step('in_transit', SEEN, { reason: 'customs_processing' })),
    A52: opens('operational_delay', SEEN),
    '015A': scan('available_for_pickup', SEEN, PICKUP),
  },
};

export function findExceptionRow(code: string | null | undefined): Row | undefined {
  return code ? rowIn(EXCEPTION_CODES.rows, code) : undefined;
}
