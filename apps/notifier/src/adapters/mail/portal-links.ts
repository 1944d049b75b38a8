import type { Brand } from '@tidings/platform';
import type { Links } from '../../core/compose-letter.js';

/**
 * @param addresses where order pages and unsubscribe pages are served, with `{host}` for the brand's own host, e.g.
 * `https://{host}`; `portal` is null while no pages are served
 */
export function portalLinks(addresses: {
  readonly portal: string | null;
  readonly unsubscribe: string;
}): Links {
  const at = (base: string, brand: Brand): string =>
    base.replaceAll('{host}', brand.hosts.portal).replace(/\/$/, '');
  const { portal, unsubscribe } = addresses;
  return {
    page: (brand, token) => (portal === null ? null : `${at(portal, brand)}/t/${encodeURIComponent(token)}`),
    unsubscribe: (brand, token) => `${at(unsubscribe, brand)}/u/${encodeURIComponent(token)}`,
  };
}
