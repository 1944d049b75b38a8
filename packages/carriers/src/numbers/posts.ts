/** UPU S10: the country at the end of an item's number, and our id of its post. */
const POSTS: ReadonlyMap<string, string> = new Map([
  ['AT', 'austrian_post'],
  ['AU', 'australia_post'],
  ['BE', 'bpost'],
  ['BR', 'correios'],
  ['CA', 'canada_post'],
  ['CH', 'swiss_post'],
  ['CN', 'china_post'],
  ['DE', 'deutsche_post'],
  ['DK', 'postnord'],
  ['ES', 'correos'],
  ['FR', 'colissimo'],
  ['GB', 'royal_mail'],
  ['IE', 'an_post'],
  ['IT', 'poste_italiane'],
  ['JP', 'japan_post'],
  ['NL', 'postnl'],
  ['NO', 'posten'],
  ['NZ', 'nz_post'],
  ['PL', 'poczta_polska'],
  ['SE', 'postnord'],
  ['SG', 'singapore_post'],
  ['US', 'usps'],
]);

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** `usps` for US, `post_lv` for a country without a name of ours; null where there is no such country. */
export function postOf(country: string): string | null {
  const known = POSTS.get(country);
  if (known !== undefined) return known;
  return REGIONS.of(country) === undefined ? null : `post_${country.toLowerCase()}`;
}
