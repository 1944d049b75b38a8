import { attempt, noise, opens, resolves, scan, step, type CodeTable, type Row } from '../code-table.js';

const UPS = 'UPS Track API, activity descriptions';
const USPS = 'USPS Publication 199 and Web Tools, event texts';
const FEDEX = 'FedEx Track API, event and exception descriptions';
const CUSTOMS = 'USPS international events, customs texts';
const PICKUP = { reason: 'pickup_ready', etaEffect: 'unknown' } as const;

/**
 * Whole texts, or their beginnings where the key ends in `*`, in lower case. They are asked only where no code says what
 * happened. Never a word inside a text: "delivery attempted" and "undeliverable as addressed" both contain "deliver".
 */
export const KNOWN_PHRASES: CodeTable = {
  name: 'known phrases',
  rows: {
    'billing information received': step('label_created', UPS),
    'order processed: ready for ups': step('label_created', UPS),
    'shipper created a label, ups has not received the package yet*': step('label_created', UPS),
    'pickup scan': scan('picked_up', UPS),
    'origin scan': scan('picked_up', UPS),
    'departure scan': scan('in_transit', UPS),
    'departed from facility': scan('in_transit', UPS),
    'in transit': step('in_transit', 'ShipEngine tracking documentation, sample'),
    'arrival scan': scan('in_transit', UPS),
    'arrived at facility': scan('in_transit', UPS),
    'export scan': scan('in_transit', UPS),
    'import scan': scan('in_transit', UPS),
    'location scan': scan('in_transit', UPS),
    'warehouse scan': scan('in_transit', UPS),
    'destination scan': scan('in_transit', UPS),
    'out for delivery*': scan('out_for_delivery', UPS),
    delivered: scan('delivered', UPS),
    'the package is at the clearing agency awaiting final release*': opens('customs_hold', UPS, {
      milestone: 'in_transit',
    }),
    'your package was released by the customs agency*': resolves('customs_cleared', UPS, {
      milestone: 'in_transit',
    }),

    'pre-shipment info sent to usps*': step('label_created', USPS),
    'pre-shipment, usps awaiting item': step('label_created', USPS),
    'shipping label created*': step('label_created', USPS),
    'the shipping label has been created*': step('label_created', 'Shippo tracking documentation, sample'),
    'shipment information sent to fedex': step('label_created', FEDEX),
    'usps in possession of item': scan('picked_up', USPS),
    'usps picked up item': scan('picked_up', USPS),
    'accepted at usps*': scan('picked_up', USPS),
    'in transit to next facility*': step('in_transit', USPS),
    'in transit, arriving late*': step('in_transit', USPS, { etaEffect: 'delay' }),
    'in transit, arriving on time*': step('in_transit', USPS),
    'delivered, to original sender*': scan('returned', USPS, { reason: 'return' }),
    'your item was delivered to the original sender*': scan('returned', USPS, { reason: 'return' }),
    'delivered, *': scan('delivered', USPS),
    'your item was delivered*': scan('delivered', USPS),
    'your shipment has been delivered*': scan('delivered', 'Shippo tracking documentation, sample'),
    'processing exception, other delay*': opens('operational_delay', USPS),
    'processing exception, local weather delay*': opens('weather', USPS),
    'delivery exception, local weather delay*': opens('weather', USPS),
    'delivery exception, animal interference*': attempt('no_access', USPS),
    'held at post office, at customer request*': noise(USPS, { reason: 'hold_requested' }),
    'reminder to schedule redelivery*': opens('pickup_deadline', USPS),
    'redelivery scheduled*': noise(USPS, { reason: 'rescheduled', etaEffect: 'new' }),
    'rescheduled to next delivery day*': noise(USPS, { reason: 'rescheduled', etaEffect: 'new' }),
    'available for redelivery or pickup*': scan('available_for_pickup', USPS, PICKUP),
    'available for pickup*': scan('available_for_pickup', USPS, PICKUP),
    'notice left*': attempt('recipient_unavailable', USPS),
    'delivery attempted - no access to delivery location*': attempt('no_access', USPS),
    'no access to delivery location*': attempt('no_access', USPS),
    'business closed*': attempt('business_closed', USPS),
    'receptacle full*': attempt('receptacle_full', USPS),
    'no secure location available*': attempt('no_secure_location', USPS),
    'no authorized recipient available*': attempt('recipient_unavailable', USPS),
    'forward expired*': opens('recipient_moved', USPS),
    'forwarded*': scan('in_transit', USPS, { reason: 'forwarded', etaEffect: 'delay' }),
    'no such number*': opens('address_incorrect', USPS),
    'insufficient address*': opens('address_insufficient', USPS),
    'undeliverable as addressed*': opens('address_incorrect', USPS),
    'addressee unknown*': opens('recipient_unknown', USPS),
    'moved, left no address*': opens('recipient_moved', USPS),
    vacant: opens('recipient_unknown', USPS),
    refused: opens('refused', USPS, { etaEffect: 'final' }),
    'unclaimed/being returned to sender*': step('returning', USPS, {
      reason: 'unclaimed',
      actor: 'merchant',
    }),
    'return to sender processed*': scan('returning', USPS, { reason: 'return' }),
    'tendered to returns agent*': scan('returning', USPS, { reason: 'return' }),
    'disposed by post office*': scan('lost', USPS, { reason: 'destroyed' }),
    'label cancelled*': step('cancelled', USPS),
    'delivery status not updated*': opens('no_scan', USPS),
    'missent*': opens('missort', USPS, { physical: true }),

    'inbound into customs*': scan('in_transit', CUSTOMS, {
      reason: 'customs_processing',
      etaEffect: 'unknown',
    }),
    'inbound out of customs*': resolves('customs_cleared', CUSTOMS, {
      milestone: 'in_transit',
      physical: true,
    }),
    'held in customs*': opens('customs_hold', CUSTOMS, { milestone: 'in_transit' }),
    'customs clearance processing complete*': resolves('customs_cleared', CUSTOMS, {
      milestone: 'in_transit',
    }),

    'barcode label unreadable and replaced': noise(FEDEX, { reason: 'label_problem' }),
    'customer not available or business closed': attempt('recipient_unavailable', FEDEX),
    'incorrect address': opens('address_incorrect', FEDEX),
    'refused by recipient*': attempt('refused', FEDEX, { etaEffect: 'final' }),
    'tendered to authorized agent*': scan('in_transit', FEDEX, { reason: 'transferred_to_partner' }),
    'delivered, damaged, delivery completed': scan('delivered', FEDEX, { reason: 'damaged' }),
    'shipment cancelled by sender*': step('cancelled', FEDEX),
    'adult signature required*': attempt('signature_or_id_required', FEDEX),
    'package delayed': opens('operational_delay', FEDEX),
    'local delivery restriction*': opens('service_restriction', FEDEX),
    'unable to deliver shipment*': attempt('unspecified', FEDEX),
    'awaiting additional information from recipient': opens('address_insufficient', FEDEX),
    'address corrected': resolves('address_corrected', FEDEX),
    'held, unable to collect payment': opens('payment_due', FEDEX),
    'package available for clearance': step('in_transit', FEDEX, {
      reason: 'customs_processing',
      actor: 'government',
    }),
  },
};

const WHOLE = new Map<string, Row>();
const BEGINNINGS: { readonly start: string; readonly row: Row }[] = [];
for (const [key, row] of Object.entries(KNOWN_PHRASES.rows)) {
  if (key.endsWith('*')) BEGINNINGS.push({ start: key.slice(0, -1), row });
  else WHOLE.set(key, row);
}
BEGINNINGS.sort((a, b) => b.start.length - a.start.length);

const LONGEST_PHRASE = 200;

/** What a text says if it is, or begins with, a phrase whose meaning is known; the longest wins. */
export function findPhrase(text: string): Row | undefined {
  const said = text.slice(0, LONGEST_PHRASE).trim().toLowerCase().replace(/\s+/g, ' ').replace(/\.$/, '');
  return WHOLE.get(said) ?? BEGINNINGS.find(({ start }) => said.startsWith(start))?.row;
}
