import type { Brands } from '@tidings/platform';
import type { Following, FollowingSource, TrackingRoutes } from '../../core/following/following-source.js';
import type { SourceKey } from '../../ports/source-figures-store.js';
import type { ConfiguredSource, ConfiguredSources } from './configured-sources.js';

const NO_ROUTES: TrackingRoutes = { routes: [], otherwise: [] };

/** Who of a brand's sources can be asked about parcels, and by which table. */
export class ConfiguredFollowing implements Following {
  readonly #brands: Brands;
  readonly #configured: ConfiguredSources;
  readonly #byBrand: ReadonlyMap<string, readonly FollowingSource[]>;

  constructor(brands: Brands, configured: ConfiguredSources) {
    this.#brands = brands;
    this.#configured = configured;
    this.#byBrand = new Map(
      brands.all.map(({ id }) => [
        id,
        configured.ofBrand(id).toSorted(carriersFirst).flatMap(toFollowingSource),
      ]),
    );
  }

  get all(): readonly FollowingSource[] {
    return [...this.#byBrand.values()].flat();
  }

  find({ brandId, source }: SourceKey): FollowingSource | undefined {
    return this.sourcesOf(brandId).find((each) => each.source === source);
  }

  sourcesOf(brandId: string): readonly FollowingSource[] {
    return this.#byBrand.get(brandId) ?? [];
  }

  routesOf(brandId: string): TrackingRoutes {
    return this.#brands.find(brandId)?.tracking ?? NO_ROUTES;
  }

  canSee(key: SourceKey): boolean {
    const kind = this.#configured.find(key)?.carrier?.kind;
    return kind === 'carrier' || kind === 'aggregator';
  }
}

function carriersFirst(a: ConfiguredSource, b: ConfiguredSource): number {
  return Number(a.carrier?.kind !== 'carrier') - Number(b.carrier?.kind !== 'carrier');
}

function toFollowingSource(source: ConfiguredSource): readonly FollowingSource[] {
  const { brandId, source: id, carrier, interpret, webhook } = source;
  if (carrier?.client === undefined) return [];
  const { client, read } = carrier;
  return [{ brandId, source: id, client, read, interpret, isPushed: webhook !== undefined }];
}
