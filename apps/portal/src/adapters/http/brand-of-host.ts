import { type Brand, type Brands, ConfigError } from '@tidings/platform';

/** Whose page is asked for; also its injection token. */
export class BrandOfHost {
  readonly #brands: Brands;
  readonly #only: Brand | null;

  /**
   * @param onlyBrand the brand that is shown under any host; null: the host decides
   * @throws ConfigError when there is no such brand
   */
  constructor(brands: Brands, onlyBrand: string | null) {
    const only = onlyBrand === null ? null : brands.find(onlyBrand);
    if (only === undefined) throw new ConfigError(`PORTAL_BRAND: there is no brand '${onlyBrand}'`);
    this.#brands = brands;
    this.#only = only;
  }

  find(host: string | undefined): Brand | undefined {
    return this.#only ?? this.#brands.findByPortalHost(host ?? '');
  }
}
