import { addHours, earliest, type Instant, placeNames } from '@tidings/domain';
import type { BrandRulesSource } from '../ports/brand-rules.js';
import type { Known, NewOrder, OrderSave, OrderStore, OrderTransaction } from '../ports/order-store.js';
import type { VisibilityBoard } from '../ports/visibility-board.js';
import { applyChange } from './apply-change.js';
import { adopt } from './apply-order.js';
import { assessOrder } from './assess-order.js';
import { assessShadow, type ShadowState } from './assess-shadow.js';
import type { Change } from './change.js';
import type { Draft } from './draft.js';
import { isEmptied, isOrphan, type OrderAggregate } from './order-aggregate.js';
import { lessonsOf } from './teach-durations.js';
import { successorsOf } from './identify-parcel.js';
import { noteTroubles } from './note-troubles.js';
import { composeEvents } from './compose-events.js';
import {
  creationKeysOf,
  missingKeyOf,
  missingOf,
  type MissingOrder,
  orderKeysOf,
  parcelKeysOf,
  routeChange,
  type RoutedChange,
  routeChanges,
} from './route-changes.js';

export interface ProcessorDependencies {
  readonly store: OrderStore;
  readonly brands: BrandRulesSource;
  readonly visibility: VisibilityBoard;
  readonly clock: { now(): Instant };
  readonly newId: () => string;
  /** 128 random bits, base64url. */
  readonly newToken: () => string;
}

/** Another replica moved the parcel between look-up and lock; the same batch succeeds when it is tried again. */
class OrderMovedError extends Error {
  override readonly name = 'OrderMovedError';
  readonly transient = true;
}

/** A change with the orders that it goes to, by now also those that were missing. */
type PlacedChange = Omit<RoutedChange, 'missing'>;

/** The orders of a batch as they were read, and the instant at which it is decided about them. */
interface Loaded {
  readonly aggregates: readonly OrderAggregate[];
  readonly shadows: ReadonlyMap<string, ShadowState>;
  readonly asOf: Instant;
}

/** One order as it was before the batch. */
interface Before {
  readonly known: OrderAggregate | undefined;
  readonly shadow: ShadowState | null;
  readonly asOf: Instant;
}

const NO_SHADOWS: Loaded['shadows'] = new Map();

/** Applies changes to their orders, decides, and saves state and outgoing events together. */
export class ProcessChanges {
  readonly #dependencies: ProcessorDependencies;

  constructor(dependencies: ProcessorDependencies) {
    this.#dependencies = dependencies;
  }

  /** All of the batch or nothing; a batch that was processed before changes nothing. */
  async process(changes: readonly Change[]): Promise<void> {
    const { store, clock } = this.#dependencies;
    await store.transaction(async (transaction) => {
      const routed = await this.#route(transaction, changes);
      const aggregates = await transaction.load([
        ...new Set(routed.flatMap(({ orderIds, orphanIds }) => [...orderIds, ...orphanIds])),
      ]);
      await refuseMoved(transaction, routed, aggregates);
      const shadows = await this.#loadShadows(transaction, aggregates);
      await transaction.save(this.#saves(routed, { aggregates, shadows, asOf: clock.now() }));
    });
  }

  /** Decides about orders whose time has come. @returns how many wakes it took; fewer than `limit` when no more wait */
  async wakeDue(limit: number): Promise<number> {
    const { store, clock } = this.#dependencies;
    return store.transaction(async (transaction) => {
      const asOf = clock.now();
      const { taken, due } = await transaction.loadDue(asOf, limit);
      const routed = due.map((aggregate): PlacedChange => ({
        change: tickOf(aggregate),
        orderIds: [aggregate.orderId],
        orphanIds: [],
      }));
      const shadows = await this.#loadShadows(transaction, due);
      await transaction.save(this.#saves(routed, { aggregates: due, shadows, asOf }));
      return taken;
    });
  }

  /** One order cannot be decided about: it must not keep the others waiting. @returns the order's id */
  async putOffFirstDue(hours: number): Promise<string | null> {
    const { store, clock } = this.#dependencies;
    const now = clock.now();
    return store.transaction((transaction) => transaction.putOffFirst(now, addHours(now, hours)));
  }

  async #route(transaction: OrderTransaction, changes: readonly Change[]): Promise<readonly PlacedChange[]> {
    const known = await findKnown(transaction, changes);
    let routed = routeChanges(changes, known);
    const creationKeys = creationKeysOf(routed, known);
    if (creationKeys.length > 0) {
      await transaction.lockKeys(creationKeys);
      // Whoever held the key may have created it meanwhile.
      routed = routeChanges(changes, await findKnown(transaction, changes));
    }
    const ids = await this.#create(transaction, missingOf(routed));
    return routed.map(({ change, orderIds, orphanIds, missing }) => ({
      change,
      orderIds: [...idsOf(ids, missing), ...orderIds],
      orphanIds,
    }));
  }

  async #create(
    transaction: OrderTransaction,
    missing: readonly MissingOrder[],
  ): Promise<ReadonlyMap<string, string>> {
    const { brands, newId, newToken } = this.#dependencies;
    const created = new Map<string, string>();
    const orders: NewOrder[] = [];
    for (const order of missing) {
      const key = missingKeyOf(order);
      if (created.has(key)) continue;
      const orderId = newId();
      created.set(key, orderId);
      const { speaksFrom } = brands.rulesOf(order.brandId);
      orders.push({
        orderId,
        brandId: order.brandId,
        orderNumber: order.orderNumber,
        token: newToken(),
        speaksFrom,
      });
    }
    await transaction.createOrders(orders);
    return created;
  }

  /** Costs nothing where no policy decides in the shadow. */
  async #loadShadows(
    transaction: OrderTransaction,
    aggregates: readonly OrderAggregate[],
  ): Promise<Loaded['shadows']> {
    const { brands } = this.#dependencies;
    const shadowed = aggregates.filter(({ brandId }) => brands.rulesOf(brandId).shadow !== undefined);
    return shadowed.length === 0
      ? NO_SHADOWS
      : transaction.loadShadows(shadowed.map(({ orderId }) => orderId));
  }

  #saves(routed: readonly PlacedChange[], { aggregates, shadows, asOf }: Loaded): OrderSave[] {
    const loaded = new Map(aggregates.map((aggregate) => [aggregate.orderId, aggregate]));
    const drafts = new Map(aggregates.map((aggregate) => [aggregate.orderId, newDraft(aggregate)]));
    for (const { change, orderIds, orphanIds } of routed) {
      if (isOfAnotherBrand(change, drafts)) continue;
      const own = orderIds.map((orderId) => draftOf(drafts, orderId));
      const orphans = orphanIds.map((orderId) => draftOf(drafts, orderId));
      if (own[0] !== undefined) this.#adoptAll(own[0], orphans, isContinued(change) ? null : asOf);
      for (const draft of own) applyChange(draft, change, { asOf, newId: this.#dependencies.newId });
    }
    return [...drafts.values()]
      .filter(({ hasChanged }) => hasChanged)
      .map((draft) => {
        const { orderId } = draft.aggregate;
        return this.#save(draft, { known: loaded.get(orderId), shadow: shadows.get(orderId) ?? null, asOf });
      });
  }

  #adoptAll(draft: Draft, orphans: readonly Draft[], speaksFrom: Instant | null): void {
    for (const orphan of orphans) {
      if (!isOrphan(orphan.aggregate) || orphan.aggregate.parcels.length === 0) continue;
      adopt(draft, orphan.aggregate, speaksFrom);
      orphan.aggregate = { ...orphan.aggregate, parcels: [] };
      orphan.hasChanged = true;
      orphan.hasNews = true;
    }
  }

  #save(draft: Draft, { known, shadow: remembered, asOf }: Before): OrderSave {
    const { brands, visibility } = this.#dependencies;
    const rules = brands.rulesOf(draft.aggregate.brandId);
    const assessment = assessOrder(draft.aggregate, { rules, visibility, asOf });
    const { aggregate } = assessment;
    const shadow =
      rules.shadow === undefined
        ? null
        : assessShadow({
            policy: rules.shadow,
            facts: assessment.facts,
            ledger: draft.aggregate.ledger,
            speaksFrom: draft.aggregate.speaksFrom,
            known: remembered,
          });
    return {
      aggregate,
      decisions: assessment.decisions,
      durationsVersion: rules.learned?.version ?? null,
      changedCases: aggregate.cases.filter((each) => known?.cases.includes(each) !== true),
      changedPromises: aggregate.promises.filter((promise) => known?.promises.includes(promise) !== true),
      said: draft.said,
      shown: draft.shown,
      troubles: noteTroubles(assessment.decisions, assessment.facts),
      places: assessment.facts.orderJourney.parcels.flatMap(({ journey }) =>
        placeNames(journey.lastPhysical?.place),
      ),
      shadow,
      lessons: lessonsOf(draft, assessment),
      wakeAt: earliest([assessment.wakeAt, shadow?.wakeAt]),
      // That a date was shown tells readers nothing that they do not know.
      events: draft.hasNews || assessment.decisions.length > 0 ? composeEvents(assessment, draft, asOf) : [],
    };
  }
}

/** A parcel of the order goes on under the number of what is taken in: it is no other parcel. */
function isContinued(change: Change): boolean {
  return change.kind === 'report' && successorsOf(change.report.events).length > 0;
}

function findKnown(transaction: OrderTransaction, changes: readonly Change[]): Promise<Known> {
  return transaction.find({ parcels: parcelKeysOf(changes), orders: orderKeysOf(changes) });
}

/** While we waited for an orphan's lock, an order may have taken its parcels in: what we were to tell it is the order's. */
async function refuseMoved(
  transaction: OrderTransaction,
  routed: readonly PlacedChange[],
  aggregates: readonly OrderAggregate[],
): Promise<void> {
  const emptied = new Set(aggregates.filter(isEmptied).map(({ orderId }) => orderId));
  const doubtful = routed.filter(({ orderIds }) => orderIds.some((orderId) => emptied.has(orderId)));
  if (doubtful.length === 0) return;
  const changes = doubtful.map(({ change }) => change);
  const known = await findKnown(transaction, changes);
  for (const { change, orderIds } of doubtful)
    if (routeChange(change, known).orderIds.some((orderId) => !orderIds.includes(orderId)))
      throw new OrderMovedError(`a parcel of order ${orderIds.join(', ')} is in another by now`);
}

function idsOf(created: ReadonlyMap<string, string>, missing: MissingOrder | null): readonly string[] {
  const orderId = missing === null ? undefined : created.get(missingKeyOf(missing));
  return orderId === undefined ? [] : [orderId];
}

function tickOf({ brandId, orderId }: OrderAggregate): Change {
  return {
    kind: 'tick',
    brandId,
    orderId,
    correlationId: `clock:${orderId}`,
    causationId: null,
    traceparent: null,
  };
}

function newDraft(aggregate: OrderAggregate): Draft {
  return {
    aggregate,
    addedEvents: [],
    said: [],
    shown: [],
    redirected: [],
    hasChanged: false,
    hasNews: false,
    cause: tickOf(aggregate),
  };
}

/** Another service names the order: it is believed only about its own brand's, and what we do not have promises nothing. */
function isOfAnotherBrand(change: Change, drafts: ReadonlyMap<string, Draft>): boolean {
  const orderId = namedIn(change);
  return orderId !== null && drafts.get(orderId)?.aggregate.brandId !== change.brandId;
}

function namedIn(change: Change): string | null {
  if (change.kind === 'promise') return change.shown.orderId;
  if (change.kind === 'status') return change.showing.orderId;
  return change.kind === 'choice' ? change.chosen.orderId : null;
}

function draftOf(drafts: ReadonlyMap<string, Draft>, orderId: string): Draft {
  const draft = drafts.get(orderId);
  if (draft === undefined) throw new OrderMovedError(`order ${orderId} is no longer there`);
  return draft;
}
