import type { Place } from '@tidings/domain';

/** Control characters, and those that turn the direction of the text around them. */
const UNSAFE = /[\p{Cc}\u061C\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** Marks that are stacked higher than any script needs run over the lines around them. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** Somebody else's text on one line, of bounded length. Escaping is the template's business. */
export function plainData(text: string, maxLength = 120): string {
  const line = text.replace(UNSAFE, ' ').replace(STACKED_MARKS, '$1').replace(/\s+/gu, ' ').trim();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).trimEnd()}…`;
}

/** Carriers shout; `SAINT-DENIS` is a city, `NYC` may stay. */
function calm(name: string): string {
  const isShouted = name.length > 3 && name === name.toUpperCase();
  if (!isShouted) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s\-'(/.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/** The town; a facility's name says something only to the one who has to go there. */
export function townOf(place: Place | null): string | null {
  const name = place?.city ?? place?.region ?? null;
  return name === null || name.trim() === '' ? null : calm(plainData(name, 60));
}

export function facilityOf(place: Place | null): string | null {
  const town = townOf(place);
  const facility = place?.facility === undefined ? '' : calm(plainData(place.facility, 80));
  if (facility === '') return town;
  return town === null || facility.toLowerCase().includes(town.toLowerCase())
    ? facility
    : `${facility}, ${town}`;
}

const CARRIER_NAMES: Readonly<Record<string, string>> = {
  ups: 'UPS',
  usps: 'USPS',
  fedex: 'FedEx',
  dhl_express: 'DHL Express',
  dhl_ecommerce: 'DHL eCommerce',
  dhl: 'DHL',
  dpd: 'DPD',
  gls: 'GLS',
  royal_mail: 'Royal Mail',
  evri: 'Evri',
  canada_post: 'Canada Post',
  ontrac: 'OnTrac',
  lasership: 'LaserShip',
  colissimo: 'Colissimo',
  postnl: 'PostNL',
};

/** Null where the id names nobody a customer would know. */
export function carrierName(id: string | null): string | null {
  if (id === null || id === '' || ['other', 'unknown', 'generic'].includes(id)) return null;
  const words = plainData(id, 40).replaceAll('_', ' ');
  return (
    CARRIER_NAMES[id] ??
    words.replace(/(^|\s)(\p{L})/gu, (_, space: string, letter: string) => space + letter.toUpperCase())
  );
}
