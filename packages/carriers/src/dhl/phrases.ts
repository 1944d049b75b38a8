import { attempt, opens, resolves, scan, step, type Phrases } from '../code-table.js';

const EXPRESS = 'DHL Express tracking, event texts';
const PARCEL = 'DHL Parcel DE tracking, event texts in English and German';
const PICKUP = { reason: 'pickup_ready', etaEffect: 'unknown' } as const;
const IN_TRANSIT = { milestone: 'in_transit' } as const;

export const dhlPhrases: Phrases = {
  'shipment picked up': scan('picked_up', EXPRESS),
  'shipment information received': step('label_created', EXPRESS),
  'departed facility in *': scan('in_transit', EXPRESS),
  'shipment has departed from a dhl facility*': scan('in_transit', EXPRESS),
  'arrived at facility in *': scan('in_transit', EXPRESS),
  'arrived at sort facility*': scan('in_transit', EXPRESS),
  'arrived at dhl sort facility*': scan('in_transit', EXPRESS),
  'arrived at delivery facility*': scan('in_transit', EXPRESS),
  'processed at *': scan('in_transit', EXPRESS),
  'transferred through *': scan('in_transit', EXPRESS),
  'customs status updated*': step('in_transit', EXPRESS, { reason: 'customs_processing' }),
  'clearance event*': step('in_transit', EXPRESS, { reason: 'customs_processing' }),
  'clearance processing complete*': resolves('customs_cleared', EXPRESS, IN_TRANSIT),
  'with delivery courier*': scan('out_for_delivery', EXPRESS),
  'shipment is out with courier for delivery*': scan('out_for_delivery', EXPRESS),
  'delivered - signed for by*': scan('delivered', EXPRESS),
  'delivery attempted; recipient not home*': attempt('recipient_unavailable', EXPRESS),
  'delivery attempted; consignee premises closed*': attempt('business_closed', EXPRESS),
  'delivery not accepted*': attempt('refused', EXPRESS, { etaEffect: 'final' }),
  'recipient refused delivery*': attempt('refused', EXPRESS, { etaEffect: 'final' }),
  'address information needed*': opens('address_incorrect', EXPRESS),
  'returned to shipper*': step('returning', EXPRESS, { reason: 'return' }),

  'the instruction data for this shipment have been provided*': step('label_created', PARCEL),
  'the shipment has been posted by the sender*': scan('picked_up', PARCEL),
  'the shipment has been processed in the parcel center*': scan('in_transit', PARCEL),
  'the shipment has been loaded onto the delivery vehicle*': scan('out_for_delivery', PARCEL),
  'the shipment has been successfully delivered*': scan('delivered', PARCEL),
  'the recipient has picked up the shipment*': scan('delivered', PARCEL),
  'the shipment is ready for pick-up*': scan('available_for_pickup', PARCEL, PICKUP),
  'die sendung wurde elektronisch angekündigt*': step('label_created', PARCEL),
  'die auftragsdaten zu dieser sendung wurden vom absender elektronisch an dhl übermittelt*': step(
    'label_created',
    PARCEL,
  ),
  'die sendung wurde in das zustellfahrzeug geladen*': scan('out_for_delivery', PARCEL),
  'die sendung wurde im start-paketzentrum bearbeitet*': scan('in_transit', PARCEL),
  'die sendung wurde im ziel-paketzentrum bearbeitet*': scan('in_transit', PARCEL),
  'die sendung wurde erfolgreich zugestellt*': scan('delivered', PARCEL),
  'die sendung liegt zur abholung bereit*': scan('available_for_pickup', PARCEL, PICKUP),
};
