import { theirCarrierOf } from '@tidings/carriers';
import { carrierId } from '@tidings/domain';
import type { FollowingSource, RouteVia, TrackingRoutes } from './following-source.js';

/** A source that may follow a parcel, with its own name of the carrier. */
export interface Route {
  readonly source: string;
  readonly theirCarrier: string | null;
}

export interface RoutedCarrier {
  /** Our id. */
  readonly carrier: string;
  /** In the order in which they are to be asked. */
  readonly routes: readonly Route[];
}

/**
 * Who may follow a parcel of a carrier as the shop writes it: the brand's own table first, else whoever follows that carrier, a
 * carrier itself before an aggregator.
 */
export function chooseRoutes(
  written: string,
  { routes, otherwise }: TrackingRoutes,
  sources: readonly FollowingSource[],
): RoutedCarrier {
  const named = carrierId(written);
  const row = routes.find(
    (each) => carrierId(each.carrier) === named || each.written.some((name) => carrierId(name) === named),
  );
  const carrier = row === undefined ? named : carrierId(row.carrier);
  const via: readonly RouteVia[] =
    row?.via ?? (otherwise.length > 0 ? otherwise : sources.map(({ source }) => ({ source })));
  return {
    carrier,
    routes: via.flatMap(({ source, as }) => {
      const known = sources.find((each) => each.source === source);
      if (known === undefined) return [];
      const theirCarrier = as ?? theirCarrierOf(known.client.carriers, carrier);
      return theirCarrier === undefined ? [] : [{ source, theirCarrier }];
    }),
  };
}
