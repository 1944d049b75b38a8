import type { TrackerRow } from '../feed/easypost-body.js';

type Row = Omit<TrackerRow, 'at'>;

/** What FedEx says through EasyPost at the stations of a journey; written by us, in the words that carriers use. */
export const label: Row = {
  status: 'pre_transit',
  statusDetail: 'label_created',
  message: 'Shipment information sent to FedEx',
  code: 'OC',
};
export const pickedUp: Row = {
  status: 'in_transit',
  statusDetail: 'received_at_origin_facility',
  message: 'Picked up',
  code: 'PU',
  city: 'Columbus',
  region: 'OH',
  postalCode: '43217',
};
export const arrivedAtHub: Row = {
  status: 'in_transit',
  statusDetail: 'arrived_at_facility',
  message: 'Arrived at FedEx hub',
  code: 'AR',
  city: 'Memphis',
  region: 'TN',
  postalCode: '38118',
};
export const departedHub: Row = {
  ...arrivedAtHub,
  statusDetail: 'departed_facility',
  message: 'Departed FedEx hub',
  code: 'DP',
};
const atDestination: Row = {
  status: 'in_transit',
  statusDetail: 'received_at_destination_facility',
  message: 'At local FedEx facility',
  code: 'AR',
  city: 'Portland',
  region: 'ME',
  postalCode: '04101',
};
export const outForDelivery: Row = {
  ...atDestination,
  status: 'out_for_delivery',
  statusDetail: 'out_for_delivery',
  message: 'On FedEx vehicle for delivery',
  code: 'OD',
};
export const delivered: Row = {
  ...atDestination,
  status: 'delivered',
  statusDetail: 'arrived_at_destination',
  message: 'Delivered',
  code: 'DL',
};
export const relabelled: Row = {
  ...arrivedAtHub,
  status: 'failure',
  statusDetail: 'transit_exception',
  message: 'Shipment exception: Barcode label unreadable and replaced',
  code: 'SE',
};
export const weatherDelay: Row = {
  ...arrivedAtHub,
  status: 'in_transit',
  statusDetail: 'weather_delay',
  message: 'Delay: adverse weather',
  code: 'DY',
};
export const badAddress: Row = {
  ...atDestination,
  status: 'failure',
  statusDetail: 'delivery_exception',
  message: 'Incorrect address',
  code: 'DE',
};
