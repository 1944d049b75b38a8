import type { CarrierPlugin, OpenClient } from '@tidings/carriers';
import type { SourceKey } from '../../ports/source-figures-store.js';
import type { Interpret } from '../interpret.js';

/** A source of a brand that can be asked. */
export interface FollowingSource extends SourceKey {
  readonly client: OpenClient;
  readonly read: CarrierPlugin['read'];
  readonly interpret: Interpret;
  /** It also delivers by itself. */
  readonly isPushed: boolean;
}

/** The brand's own table: the carrier as the shop writes it, and who is to follow it. */
export interface TrackingRoutes {
  readonly routes: readonly {
    readonly carrier: string;
    readonly written: readonly string[];
    readonly via: readonly RouteVia[];
  }[];
  /** For a carrier without a row; empty: whoever follows it. */
  readonly otherwise: readonly RouteVia[];
}

export interface RouteVia {
  readonly source: string;
  /** The source's own name of the carrier, where ours is not it. */
  readonly as?: string | undefined;
}

/** Who can be asked, by brand; a carrier's own sources first. */
export interface Following {
  readonly sourcesOf: (brandId: string) => readonly FollowingSource[];
  readonly routesOf: (brandId: string) => TrackingRoutes;
  /** Whether a source, asked or not, sees parcels itself; a shop's own systems do not. */
  readonly canSee: (key: SourceKey) => boolean;
}
