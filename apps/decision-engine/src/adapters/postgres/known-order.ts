import type { Instant } from '@tidings/domain';
import type { OrderAggregate } from '../../core/order-aggregate.js';

/** An order as its transaction read it. */
export interface KnownOrder {
  /** What of it is still the same is not written again. */
  readonly aggregate: OrderAggregate;
  /** A wake stands for it at this instant or earlier; null: none does. */
  readonly wokenBy: Instant | null;
}

/** By their ids. */
export type KnownOrders = ReadonlyMap<string, KnownOrder>;
