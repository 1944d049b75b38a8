import { noise, opens, rowIn, scan, step, type CodeTable, type Row } from '../code-table.js';

const DOCS = 'DHL Shipment Tracking Unified docs, statusCode';

/** All that DHL's divisions have in common; only a text, where it is known, says more. */
export const STATUS_CODES: CodeTable = {
  name: 'DHL statusCode',
  rows: {
    'pre-transit': step('label_created', DOCS),
    transit: step('in_transit', DOCS, { isVague: true }),
    delivered: scan('delivered', DOCS, { isVague: true }),
    failure: opens('unspecified', DOCS, { isVague: true }),
    unknown: noise(DOCS, { isVague: true }),
  },
};

export function findRow(statusCode: string): Row | undefined {
  return rowIn(STATUS_CODES.rows, statusCode);
}

/** DHL Shipment Tracking Unified docs, `service`: the division, by our name for the carrier. */
export const CARRIER_OF_SERVICE: ReadonlyMap<string, string> = new Map([
  ['express', 'dhl_express'],
  ['parcel-de', 'dhl_parcel_de'],
  ['ecommerce', 'dhl_ecommerce'],
  ['post-de', 'deutsche_post'],
]);
