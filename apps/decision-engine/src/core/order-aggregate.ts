import type {
  CaseSnapshot,
  Instant,
  Ledger,
  Order,
  Stated,
  TrackingEvent,
  WatchedPromise,
} from '@tidings/domain';

/** A parcel with the facts that are known of it. */
export interface ParcelState {
  readonly parcelId: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  /** The shop's fulfilment that it came from; null when only the carrier told of it. */
  readonly shipmentId: string | null;
  readonly service: string | null;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly isCancelled: boolean;
  readonly createdAt: Instant;
  readonly events: readonly TrackingEvent[];
}

/** Everything the engine keeps of one order: the unit of locking, deciding, waking and publishing. */
export interface OrderAggregate {
  readonly orderId: string;
  readonly brandId: string;
  /** Null while only a tracking number is known. */
  readonly orderNumber: string | null;
  /** The unguessable part of the order's page address. */
  readonly token: string;
  /** 0 until it was first published. */
  readonly version: number;
  /** Null for an orphan: its events came before it did. */
  readonly order: Order | null;
  readonly orderEvents: readonly TrackingEvent[];
  readonly parcels: readonly ParcelState[];
  readonly ledger: Ledger;
  readonly cases: readonly CaseSnapshot[];
  /** The stated estimate by parcel, and before there is one the order's under its own id. */
  readonly stated: Readonly<Record<string, Stated>>;
  /** Every date that anybody was shown. */
  readonly promises: readonly WatchedPromise[];
  /** Nothing that happened before this is spoken about. */
  readonly speaksFrom: Instant;
}

export function isOrphan(aggregate: OrderAggregate): boolean {
  return aggregate.order === null;
}

/** An orphan whose parcels an order took in. */
export function isEmptied(aggregate: OrderAggregate): boolean {
  return isOrphan(aggregate) && aggregate.parcels.length === 0 && aggregate.version > 0;
}
