import {
  isDoubled,
  isFedexExpress,
  isGs1,
  isIdentcode,
  isLuhn,
  isModulo37And36,
  isModulo7,
  isS10,
} from './check-digits.js';
import { postOf } from './posts.js';

/** One shape that a carrier's numbers have. Shapes overlap: a number names candidates, never its carrier. */
export interface NumberFormat {
  readonly carrier: string | ((number: string) => string | null);
  readonly name: string;
  /** Over the number without blanks and hyphens, in upper case. */
  readonly pattern: RegExp;
  /** Absent where the carrier has no check digit, or publishes none. */
  readonly isValid?: (number: string) => boolean;
  /** What the carrier tracks, where the label has more: the routing postcode before it. */
  readonly core?: (number: string) => string;
  /** The document that it rests on. */
  readonly basis: string;
}

const DATA = 'jkeen/tracking_number_data v2 (MIT): couriers';
const IMPB = 'USPS Publication 199, Intelligent Mail package barcode';
const S10 = 'UPU standard S10';

export const NUMBER_FORMATS: readonly NumberFormat[] = [
  {
    carrier: 'ups',
    name: 'UPS 1Z',
    pattern: /^1Z[0-9A-Z]{15}\d$/,
    isValid: (number) => isDoubled(number.slice(2)),
    basis: `${DATA}/ups.json`,
  },
  { carrier: 'ups', name: 'UPS waybill', pattern: /^T\d{10}$/, basis: 'UPS tracking help: tracking numbers' },
  {
    carrier: 'ups_mail_innovations',
    name: 'UPS Mail Innovations',
    pattern: /^MI\d{6}[0-9A-Z]{1,22}$/,
    basis: 'UPS tracking help: Mail Innovations',
  },
  {
    carrier: 'ups_mail_innovations',
    name: 'UPS Mail Innovations (IMpb)',
    pattern: /^92748\d{17}(?:\d{4})?$/,
    isValid: isGs1,
    basis: IMPB,
  },
  {
    carrier: 'fedex',
    name: 'FedEx Express (12)',
    pattern: /^\d{12}$/,
    isValid: isFedexExpress,
    basis: `${DATA}/fedex.json`,
  },
  {
    carrier: 'fedex',
    name: 'FedEx door tag',
    pattern: /^DT\d{12}$/,
    basis: 'FedEx tracking help: door tags',
  },
  {
    carrier: 'fedex',
    name: 'FedEx Ground (15)',
    pattern: /^\d{15}$/,
    isValid: isGs1,
    basis: `${DATA}/fedex.json`,
  },
  {
    carrier: 'fedex',
    name: 'FedEx Ground (SSCC-18)',
    pattern: /^\d{18}$/,
    isValid: isGs1,
    basis: `${DATA}/fedex.json`,
  },
  {
    carrier: 'fedex',
    name: 'FedEx SmartPost (20)',
    pattern: /^(?!0034)\d{20}$/,
    isValid: (number) => isGs1(`92${number}`),
    basis: `${DATA}/fedex.json`,
  },
  {
    carrier: 'fedex',
    name: 'FedEx SmartPost (22)',
    pattern: /^92\d{20}$/,
    isValid: isGs1,
    basis: `${DATA}/fedex.json`,
  },
  {
    carrier: 'fedex',
    name: 'FedEx Ground 96 (22)',
    pattern: /^96\d{20}$/,
    // The check digit covers the shipper and the package, not what stands before them.
    isValid: (number) => isGs1(number.slice(7)),
    core: (number) => number.slice(7),
    basis: `${DATA}/fedex.json`,
  },
  {
    carrier: 'fedex',
    name: 'FedEx barcode (34)',
    pattern: /^(?:100|96)\d{31,32}$/,
    isValid: (number) => number.length === 34 && isFedexExpress(number.slice(20)),
    core: (number) => number.slice(22),
    basis: `${DATA}/fedex.json`,
  },
  {
    carrier: 'usps',
    name: 'USPS IMpb',
    pattern: /^(?:420\d{5}(?:\d{4})?)?9[1-5]\d{20}(?:\d{4})?$/,
    isValid: (number) => isGs1(withoutRouting(number)),
    core: withoutRouting,
    basis: IMPB,
  },
  {
    carrier: 'usps',
    name: 'USPS (20)',
    pattern: /^(?:0[0-9]|2[0-9]|7[0-9]|8[0-9])\d{18}$/,
    isValid: (number) => !number.startsWith('0034') && (isGs1(number) || isGs1(`91${number}`)),
    basis: `${DATA}/usps.json`,
  },
  {
    carrier: (number) => postOf(number.slice(-2)),
    name: 'S10',
    pattern: /^[A-Z]{2}\d{9}[A-Z]{2}$/,
    isValid: (number) => postOf(number.slice(-2)) !== null && isS10(number.slice(2, 11)),
    basis: S10,
  },
  {
    carrier: 'dhl_express',
    name: 'DHL Express',
    pattern: /^\d{10,11}$/,
    isValid: isModulo7,
    basis: `${DATA}/dhl.json`,
  },
  {
    carrier: 'dhl_express',
    name: 'DHL Express piece',
    pattern: /^J[A-Z]{1,3}\d{9,20}$/,
    basis: `${DATA}/dhl.json`,
  },
  {
    carrier: 'dhl_parcel_de',
    name: 'DHL Parcel DE piece',
    pattern: /^JJ?D\d{16,20}$/,
    basis: 'DHL Parcel DE tracking help: shipment numbers',
  },
  {
    carrier: 'dhl_parcel_de',
    name: 'DHL Parcel DE (SSCC)',
    pattern: /^0034\d{16}$/,
    isValid: (number) => isGs1(number.slice(2)),
    basis: 'GS1 General Specifications: SSCC',
  },
  {
    carrier: 'dhl_parcel_de',
    name: 'Identcode',
    pattern: /^\d{12}$/,
    isValid: isIdentcode,
    basis: 'Deutsche Post, Leitcode and Identcode',
  },
  {
    carrier: 'dhl_ecommerce',
    name: 'DHL eCommerce',
    pattern: /^(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)\d{10,39}$/,
    basis: `${DATA}/dhl.json`,
  },
  { carrier: 'dhl_ecommerce', name: 'DHL eCommerce (14)', pattern: /^\d{14}$/, basis: `${DATA}/dhl.json` },
  { carrier: 'amazon', name: 'Amazon Logistics', pattern: /^TB[ACM]\d{12}$/, basis: `${DATA}/amazon.json` },
  {
    carrier: 'ontrac',
    name: 'OnTrac',
    pattern: /^[CD]\d{14}$/,
    isValid: (number) => isDoubled(`${number.startsWith('C') ? 4 : 5}${number.slice(1)}`),
    basis: `${DATA}/ontrac.json`,
  },
  { carrier: 'lasership', name: 'LaserShip LX', pattern: /^LX\d{8}$/, basis: `${DATA}/lasership.json` },
  { carrier: 'lasership', name: 'LaserShip 1LS', pattern: /^1LS\d{12,14}$/, basis: `${DATA}/lasership.json` },
  {
    carrier: 'canada_post',
    name: 'Canada Post (16)',
    pattern: /^\d{16}$/,
    isValid: isGs1,
    basis: `${DATA}/canadapost.json`,
  },
  {
    carrier: 'purolator',
    name: 'Purolator (12)',
    pattern: /^[0-5]\d{11}$/,
    isValid: isLuhn,
    basis: `${DATA}/purolator.json`,
  },
  { carrier: 'purolator', name: 'Purolator', pattern: /^[A-Z]{3}\d{9}$/, basis: `${DATA}/purolator.json` },
  {
    carrier: 'dpd',
    name: 'DPD (28)',
    pattern: /^\d{27}[0-9A-Z]$/,
    isValid: isModulo37And36,
    basis: `${DATA}/dpd.json`,
  },
  { carrier: 'dpd', name: 'DPD (14)', pattern: /^\d{14}$/, basis: 'DPD tracking help: parcel numbers' },
  { carrier: 'gls', name: 'GLS (11)', pattern: /^\d{11}$/, basis: 'GLS tracking help: parcel numbers' },
  { carrier: 'gls', name: 'GLS Track ID', pattern: /^Z[0-9A-Z]{7}$/, basis: 'GLS tracking help: Track ID' },
  {
    carrier: 'colissimo',
    name: 'Colissimo',
    pattern: /^\d[A-Z]\d{11}$/,
    basis: 'La Poste tracking help: Colissimo numbers',
  },
];

/** The routing postcode of the destination, which is no part of the number: 420, ZIP, perhaps the four digits more. */
function withoutRouting(number: string): string {
  if (!number.startsWith('420')) return number;
  const readings = [number.slice(8), number.slice(12)].filter((rest) => IMPB_ALONE.test(rest));
  return readings.find(isGs1) ?? readings[0] ?? number;
}

const IMPB_ALONE = /^9[1-5]\d{20}(?:\d{4})?$/;
