/**
 * Carriers as the sources and the shops write them, squeezed to letters and digits, and our id for each.
 * Without a row the name itself becomes the id: `Evri International` is `evri_international`.
 */
const CARRIER_IDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amazonshipping: 'amazon',
    amazonmws: 'amazon',
    canadapost: 'canada_post',
    deutschepost: 'deutsche_post',
    dhl: 'dhl',
    dhlecommerce: 'dhl_ecommerce',
    dhlecs: 'dhl_ecommerce',
    dhlexpress: 'dhl_express',
    dhlparcelde: 'dhl_parcel_de',
    fedex: 'fedex',
    fedexground: 'fedex',
    fedexexpress: 'fedex',
    lasership: 'lasership',
    ontrac: 'ontrac',
    royalmail: 'royal_mail',
    ups: 'ups',
    upsmailinnovations: 'ups_mail_innovations',
    upsmi: 'ups_mail_innovations',
    usps: 'usps',
    unitedparcelservice: 'ups',
    unitedstatespostalservice: 'usps',
  }),
);

/** One id for a carrier however it is written: `DHLExpress`, `DHL Express` and `dhl_express` are the same. */
export function carrierId(name: string): string {
  const lower = name.trim().toLowerCase();
  const words = lower.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return CARRIER_IDS.get(words.join('')) ?? words.join('_');
}

/** A tracking number as printed or typed, with spaces and in any case, as the one text that it is bound by. */
export function trackingNumber(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase();
}
