import type { Face, Instant, Promised, WatchedPromise } from '@tidings/domain';

/** How often one face's dates were kept. */
export interface PromiseRate {
  readonly face: Face;
  readonly promised: Promised['promised'];
  readonly shown: number;
  readonly open: number;
  readonly kept: number;
  readonly broken: number;
  readonly void: number;
  /** Of those that were kept or broken; null while none was. */
  readonly keptShare: number | null;
}

export interface PromiseWindow {
  /** Inclusive, by when the date was shown. */
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

/** Every date that customers were shown, and what became of it; also its injection token. */
export abstract class PromiseBook {
  /** In the order in which they were shown; empty for an order that the brand does not have. */
  abstract listOfOrder(brandId: string, orderNumber: string): Promise<readonly WatchedPromise[]>;
  abstract rates(brandId: string, window: PromiseWindow): Promise<readonly PromiseRate[]>;
}
