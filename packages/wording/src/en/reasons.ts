import type { Catalogue } from '../catalogue.js';

export const reasons: Catalogue['reasons'] = {
  address_insufficient: {
    label: 'The address is incomplete',
    what: 'The carrier says that something is missing from the address, for example a flat number or a company name.',
    ask: ({ reach }) => `Please ${reach} with the complete address and we will pass it on to the carrier.`,
  },
  address_incorrect: {
    label: 'The address seems to be wrong',
    what: 'The carrier could not find the address as it is written on the parcel.',
    ask: ({ reach }) => `Please ${reach} with the correct address and we will pass it on to the carrier.`,
  },
  address_corrected: {
    label: 'The address was put right',
    what: 'The carrier has put the address right.',
  },
  recipient_moved: {
    label: 'The carrier thinks you have moved',
    what: 'The carrier was told that you no longer live at this address.',
    ask: ({ reach }) => `Please ${reach} with your present address, or tell us that the address is right.`,
  },
  recipient_unknown: {
    label: 'The carrier could not find the name',
    what: 'The carrier found nobody of this name at the address.',
  },
  recipient_unavailable: {
    label: 'Nobody was there to receive it',
    what: 'The carrier came, but nobody was there to receive the parcel.',
    ask: ({ reach }) =>
      `Please look for a card or message from the carrier. If you would like us to arrange it, ${reach} with a day that suits you.`,
  },
  recipient_unreachable: {
    label: 'The carrier could not reach you',
    what: 'The carrier tried to contact you about the delivery and could not reach you.',
    ask: ({ reach }) => `Please ${reach} with a phone number at which the carrier can reach you.`,
  },
  business_closed: {
    label: 'The address was closed',
    what: 'The carrier came when the business at this address was closed.',
    ask: ({ reach }) => `Please ${reach} with the days and hours when somebody is there.`,
  },
  no_access: {
    label: 'The carrier could not get in',
    what: 'The carrier came, but could not get to the door.',
    ask: ({ reach }) =>
      `Please ${reach} with what the driver needs to know to reach you, such as which entrance to use.`,
  },
  no_secure_location: {
    label: 'There was no safe place to leave it',
    what: 'The carrier found no safe place to leave the parcel.',
    ask: ({ reach }) => `Please ${reach} with a safe place or a neighbour who can take it.`,
  },
  receptacle_full: {
    label: 'The parcel did not fit in the mailbox',
    what: 'The mailbox or locker was full, or too small for the parcel.',
    ask: ({ reach }) => `Please empty the mailbox, or ${reach} if you would rather have it another way.`,
  },
  signature_or_id_required: {
    label: 'Somebody has to sign for it',
    what: 'The carrier needs a signature or proof of identity to hand it over.',
    ask: ({ reach }) =>
      `Please make sure that somebody who can sign is there, or ${reach} if that is difficult.`,
  },
  refused: {
    label: 'The delivery was refused',
    what: 'The carrier says that the parcel was refused at the door.',
  },
  payment_due: {
    label: 'A payment is due on delivery',
    what: 'The carrier needs a payment before it can hand the parcel over.',
    ask: ({ reach }) => `If you did not expect this, please ${reach} before you pay.`,
  },
  duties_due: {
    label: 'Duty or tax is due',
    what: 'Customs asks for duty or tax before the parcel can go on.',
    ask: ({ reach }) =>
      `The carrier will ask you for it. If you did not expect this, please ${reach} before you pay.`,
  },
  customs_processing: {
    label: 'With customs',
    what: 'It is with customs. That is a normal step for a parcel from abroad.',
  },
  customs_hold: {
    label: 'Held by customs',
    what: 'Customs is holding the parcel and has not said for how long.',
  },
  customs_docs_missing: {
    label: 'Customs needs a document',
    what: 'Customs needs information or a document that is missing.',
    ask: ({ reach }) => `Please ${reach} and we will tell you what is needed.`,
  },
  customs_broker: {
    label: 'With a customs agent',
    what: 'A customs agent has to clear the parcel before it can go on.',
  },
  customs_cleared: {
    label: 'Through customs',
    what: 'It is through customs.',
  },
  weather: {
    label: 'Held up by the weather',
    what: 'The weather is holding the carrier up.',
  },
  disaster: {
    label: 'Held up by an emergency',
    what: 'An emergency in the area is holding the carrier up.',
  },
  operational_delay: {
    label: 'A delay at the carrier',
    what: 'The carrier is behind with its work. It has not said more than that.',
  },
  missort: {
    label: 'It took a wrong turn',
    what: 'The carrier sent it the wrong way and has to turn it round.',
  },
  damaged: {
    label: 'It was damaged',
    what: 'The carrier says that the parcel was damaged on its way.',
  },
  lost_investigation: {
    label: 'The carrier is looking for it',
    what: 'The carrier cannot find the parcel at the moment and is looking for it.',
  },
  lost: {
    label: 'It is lost',
    what: 'The carrier says that the parcel is lost.',
  },
  destroyed: {
    label: 'It cannot be delivered any more',
    what: 'The carrier says that the parcel was destroyed.',
  },
  prohibited: {
    label: 'It was stopped',
    what: 'The parcel was stopped, because something in it may not be sent to this destination.',
  },
  service_restriction: {
    label: 'The carrier cannot deliver there',
    what: 'The carrier does not deliver this parcel to this address.',
  },
  label_problem: {
    label: 'The label could not be read',
    what: 'The carrier could not read the label and has to make a new one.',
  },
  rerouted: {
    label: 'It goes another way',
    what: 'The carrier was asked to deliver it in another way.',
  },
  rerouted_pickup_point: {
    label: 'It goes to a collection point',
    what: 'The carrier is taking it to a collection point, not to your door.',
    ask: () => 'You do not have to do anything until it is ready to collect.',
  },
  forwarded: {
    label: 'It is being sent on',
    what: 'The carrier is sending it on to another address.',
  },
  hold_requested: {
    label: 'Held on request',
    what: 'The carrier was asked to hold it for a later delivery.',
  },
  pickup_ready: {
    label: 'Ready to collect',
    what: 'It is waiting to be collected.',
  },
  pickup_deadline: {
    label: 'Please collect it soon',
    what: 'It is still waiting to be collected, and the carrier will not keep it for long.',
  },
  unclaimed: {
    label: 'It was not collected',
    what: 'The carrier says that nobody collected it in time.',
  },
  return: {
    label: 'On its way back to us',
    what: 'The carrier is bringing it back to us.',
  },
  intercept: {
    label: 'It was stopped on request',
    what: 'The carrier was asked to stop the parcel before delivery.',
  },
  rescheduled: {
    label: 'Another delivery day',
    what: 'The delivery was moved to another day.',
  },
  eta_change: {
    label: 'A new delivery date',
    what: 'The carrier has changed its delivery date and has not given a reason.',
  },
  number_replaced: {
    label: 'A new tracking number',
    what: 'The carrier has given the parcel a new number.',
  },
  transferred_to_partner: {
    label: 'Handed to a partner',
    what: 'The carrier has handed it to a partner for the rest of the way.',
  },
  no_scan: {
    label: 'The carrier has no record of it yet',
    what: 'The carrier has not recorded the parcel where it should be by now.',
  },
  partial: {
    label: 'Only a part arrived',
    what: 'The carrier says that only a part of the delivery arrived.',
  },
  payment_review: {
    label: 'The payment is being checked',
    what: 'The payment for your order is still being checked.',
  },
  fraud_review: {
    label: 'A routine check',
    what: 'Your order is in a routine check before we can start on it.',
  },
  backorder: {
    label: 'Out of stock at the moment',
    what: 'Something that you ordered is out of stock at the moment.',
  },
  collection_failed: {
    label: 'The carrier did not collect it',
    what: 'The carrier was due to collect the parcel from us and did not.',
  },
  unspecified: {
    label: 'The carrier reports a problem',
    what: 'The carrier reports a problem and has not given a reason.',
  },
};
