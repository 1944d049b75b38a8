import { createHash } from 'node:crypto';
import { ConfigError } from '../config/read-config.js';
import type { Brand, BrandSource } from './brand.js';

/** The brands that this deployment serves; also their injection token. */
export class Brands {
  readonly all: readonly Brand[];
  readonly #byId: ReadonlyMap<string, Brand>;
  readonly #byPortalHost: ReadonlyMap<string, Brand>;
  /** By digest: the time it takes to find a wrong key's digest tells nothing about any key. */
  readonly #byKeyDigest: ReadonlyMap<string, Brand>;

  /** @throws ConfigError when two brands share an id, a host or a key */
  constructor(brands: readonly Brand[]) {
    this.all = brands;
    this.#byId = index('id', brands, ({ id }) => [id]);
    this.#byPortalHost = index('portal host', brands, ({ hosts }) => [hosts.portal.toLowerCase()]);
    this.#byKeyDigest = index('API key', brands, ({ apiKeys }) => apiKeys.map(digest));
  }

  find(brandId: string): Brand | undefined {
    return this.#byId.get(brandId);
  }

  findByApiKey(key: string): Brand | undefined {
    return this.#byKeyDigest.get(digest(key));
  }

  /** @param host as in the `Host` header, with or without a port */
  findByPortalHost(host: string): Brand | undefined {
    return this.#byPortalHost.get(host.toLowerCase().replace(/:\d+$/, ''));
  }

  findSource(
    brandId: string,
    sourceId: string,
  ): { readonly brand: Brand; readonly source: BrandSource } | undefined {
    const brand = this.find(brandId);
    const source = brand?.sources.find(({ id }) => id === sourceId);
    return brand === undefined || source === undefined ? undefined : { brand, source };
  }
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64');
}

function index(
  what: string,
  brands: readonly Brand[],
  keysOf: (brand: Brand) => readonly string[],
): Map<string, Brand> {
  const found = new Map<string, Brand>();
  for (const brand of brands) {
    for (const key of keysOf(brand)) {
      const other = found.get(key);
      if (other !== undefined) throw new ConfigError(`brands ${other.id} and ${brand.id} share one ${what}`);
      found.set(key, brand);
    }
  }
  return found;
}
