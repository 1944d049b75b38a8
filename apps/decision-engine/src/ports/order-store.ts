import type { OutgoingEvent } from '@tidings/contracts';
import type { CaseSnapshot, Condition, Decision, Instant, WatchedPromise } from '@tidings/domain';
import type { ShadowAssessment, ShadowState } from '../core/assess-shadow.js';
import type { ParcelLesson } from '../core/teach-durations.js';
import type { OrderAggregate } from '../core/order-aggregate.js';
import type { NotedTrouble } from './incident-store.js';

export interface NumberKey {
  readonly brandId: string;
  readonly number: string;
}

/** A parcel that bears a tracking number; several orders may share one box. */
export interface FoundParcel extends NumberKey {
  readonly parcelId: string;
  readonly orderId: string;
  readonly carrier: string | null;
  readonly isOrphan: boolean;
  /** When the shop told of it, or its first event. */
  readonly createdAt: Instant;
}

export interface FoundOrder extends NumberKey {
  readonly orderId: string;
}

/** What a batch names. */
export interface NumberKeys {
  readonly parcels: readonly NumberKey[];
  readonly orders: readonly NumberKey[];
}

/** What is known in the store about the numbers that a batch of changes names. */
export interface Known {
  readonly parcels: readonly FoundParcel[];
  readonly orders: readonly FoundOrder[];
}

export interface NewOrder {
  readonly orderId: string;
  readonly brandId: string;
  readonly orderNumber: string | null;
  readonly token: string;
  readonly speaksFrom: Instant;
}

/** A message that left: the key of its decision, and how it went. */
export interface SaidMessage {
  readonly key: string;
  readonly channel: string;
  readonly at: Instant;
}

/** What a face showed; it says what the last decision about this condition of the parcel found. */
export interface ShownStatement extends SaidMessage {
  readonly condition: Condition;
  readonly parcelId: string;
}

/** One order's new state beside what is only added: decisions are never edited. */
export interface OrderSave {
  readonly aggregate: OrderAggregate;
  readonly decisions: readonly Decision[];
  /** Of the brand's learned durations, by which it was decided; null: by none. */
  readonly durationsVersion: number | null;
  /** Cases that opened or closed, or were chosen for, in their new state. */
  readonly changedCases: readonly CaseSnapshot[];
  /** Promises that were shown or settled, in their new state. */
  readonly changedPromises: readonly WatchedPromise[];
  /** Messages that left. */
  readonly said: readonly SaidMessage[];
  readonly shown: readonly ShownStatement[];
  readonly troubles: readonly NotedTrouble[];
  /** Names of the places at which its parcels were last handled, as they are compared. */
  readonly places: readonly string[];
  /** Null where no policy decides in the shadow. */
  readonly shadow: ShadowAssessment | null;
  /** What parcels that arrived taught. */
  readonly lessons: readonly ParcelLesson[];
  readonly wakeAt: Instant | null;
  readonly events: readonly OutgoingEvent[];
}

/** What can be done with orders inside one transaction. */
export interface OrderTransaction {
  /** Serialises the creation of what these keys name: at most one order or orphan comes of each. */
  lockKeys(keys: readonly string[]): Promise<void>;
  find(keys: NumberKeys): Promise<Known>;
  createOrders(orders: readonly NewOrder[]): Promise<void>;
  /** Locks the orders in the order of their ids and reads them whole. */
  load(orderIds: readonly string[]): Promise<readonly OrderAggregate[]>;
  /**
   * Takes up to `limit` wakes whose time has come, and locks their orders; it skips what another transaction works on.
   * @returns how many it took, and the orders that are due: the instant of the others has moved on
   */
  loadDue(
    asOf: Instant,
    limit: number,
  ): Promise<{ readonly taken: number; readonly due: readonly OrderAggregate[] }>;
  /** The order that is due first is not looked at before `until`. @returns its id; null where none is due */
  putOffFirst(asOf: Instant, until: Instant): Promise<string | null>;
  /** What a policy in the shadow remembers of these orders, by order id. */
  loadShadows(orderIds: readonly string[]): Promise<ReadonlyMap<string, ShadowState>>;
  save(saves: readonly OrderSave[]): Promise<void>;
}

/** The engine's own memory; also its injection token. */
export abstract class OrderStore {
  /** All or nothing: the saves and their outgoing events become visible together. */
  abstract transaction<Result>(work: (transaction: OrderTransaction) => Promise<Result>): Promise<Result>;
  /** Reads without a lock: for questions, not for decisions. */
  abstract read(orderIds: readonly string[]): Promise<readonly OrderAggregate[]>;
}
