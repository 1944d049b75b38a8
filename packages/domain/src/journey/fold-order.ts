import { isTerminal } from '../words/milestone.js';
import type { Instant } from '../time/instant.js';
import type { Order, OrderLine } from '../words/order.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import { fold } from './fold.js';
import type { FoldOptions } from './fold.js';
import { findHolds, holdOn } from './find-holds.js';
import type { Journey } from './journey.js';
import type { Hold, OrderJourney, ParcelJourney, WaitingLine } from './order-journey.js';

export interface ParcelEvents extends Omit<ParcelJourney, 'journey'> {
  readonly events: readonly TrackingEvent[];
}

export interface FoldOrderInput extends FoldOptions {
  /** Null for an orphan. */
  readonly order: Order | null;
  /** Steps and holds of the order as a whole, before there is a parcel. */
  readonly orderEvents: readonly TrackingEvent[];
  readonly parcels: readonly ParcelEvents[];
}

/** What an order, its own events and those of its parcels add up to; pure and in any order, as `fold`. */
export function foldOrder(input: FoldOrderInput): OrderJourney {
  const { order } = input;
  const parcels = input.parcels.map((parcel) => toParcelJourney(parcel, fold(parcel.events, input)));
  const shop = fold(input.orderEvents, input);
  const reporters = foldEachSource(input, shop);
  const isCancelled = isOrderCancelled(order, shop, parcels);
  const holds = isCancelled ? [] : findHolds(order, reporters).filter((hold) => isFelt(hold, order, parcels));
  const waitingLines = isCancelled ? [] : waitingLinesOf(order, parcels, holds);
  const holdEndedAt = lastHoldEnd(reporters);
  return {
    order,
    parcels,
    steps: shop.reached,
    holds,
    waitingLines,
    lastStep: shop.current,
    isCancelled,
    ...(holdEndedAt === undefined ? {} : { holdEndedAt }),
    isComplete: isCancelled ? !parcels.some(isOnItsWay) : isComplete({ order, shop, parcels, waitingLines }),
  };
}

/** Shop and warehouse may each hold an order, and each lifts only its own hold. */
function foldEachSource(input: FoldOrderInput, shop: Journey): readonly Journey[] {
  if (input.orderEvents.length === 0) return [shop];
  const sources = new Set(input.orderEvents.map(({ source }) => source));
  if (sources.size <= 1) return [shop];
  return [...sources].sort().map((source) =>
    fold(
      input.orderEvents.filter((event) => event.source === source),
      input,
    ),
  );
}

function lastHoldEnd(reporters: readonly Journey[]): Instant | undefined {
  let last: Instant | undefined;
  for (const { resolvedExceptions } of reporters)
    for (const { resolved } of resolvedExceptions)
      if (last === undefined || resolved.sortAt > last) last = resolved.sortAt;
  return last;
}

/** Nothing is owed of a cancelled or refunded piece. */
export function owedQuantity(line: OrderLine): number {
  return Math.max(0, line.quantity - line.cancelledQuantity);
}

/** A parcel that the shop has only planned: no number, no label, nobody has touched it. */
export function isPlanned({ isCancelled, trackingNumber, journey }: ParcelJourney): boolean {
  if (isCancelled || trackingNumber !== null || journey.lastPhysical !== null) return false;
  return !journey.reached.some(({ milestone }) => !PREPARING.has(milestone));
}

const PREPARING: ReadonlySet<string> = new Set(['placed', 'preparing', 'packed']);

function toParcelJourney(parcel: ParcelEvents, journey: Journey): ParcelJourney {
  const { parcelId, carrier, trackingNumber, service, lines } = parcel;
  const isCancelled = parcel.isCancelled || journey.current?.milestone === 'cancelled';
  return { parcelId, carrier, trackingNumber, service, lines, isCancelled, journey };
}

/** Only what is shipped waits for a parcel: nothing digital, nothing to be collected, nothing of a closed order. */
function waitingLinesOf(
  order: Order | null,
  parcels: readonly ParcelJourney[],
  holds: readonly Hold[],
): WaitingLine[] {
  if (order === null || order.status !== 'open' || order.delivery !== 'ship') return [];
  const live = parcels.filter((parcel) => !parcel.isCancelled);
  const waiting: WaitingLine[] = [];
  for (const line of order.lines) {
    const quantity = line.requiresShipping ? unpackedQuantity(line, live) : 0;
    if (quantity === 0) continue;
    const { id: lineId, title, availableFrom = null } = line;
    waiting.push({ lineId, title, quantity, availableFrom, hold: holdOn(lineId, holds) });
  }
  return waiting;
}

/** What of a line is owed and in none of these parcels. One whose contents nobody told may hold anything. */
function unpackedQuantity(line: OrderLine, parcels: readonly ParcelJourney[]): number {
  let quantity = owedQuantity(line);
  for (const parcel of parcels) {
    if (parcel.lines.length === 0 && !isPlanned(parcel)) return 0;
    for (const packed of parcel.lines) if (packed.lineId === line.id) quantity -= packed.quantity;
  }
  return Math.max(0, quantity);
}

/** A hold on what has long left, or is not owed, holds nothing. */
function isFelt({ lineIds }: Hold, order: Order | null, parcels: readonly ParcelJourney[]): boolean {
  if (order === null) return true;
  const sent = parcels.filter((parcel) => !parcel.isCancelled && !isPlanned(parcel));
  const isHeld = (line: OrderLine): boolean => lineIds.length === 0 || lineIds.includes(line.id);
  return (
    order.status === 'open' && order.lines.some((line) => isHeld(line) && unpackedQuantity(line, sent) > 0)
  );
}

/** Cancelled as such, or piece by piece before anything was sent. */
function isOrderCancelled(order: Order | null, shop: Journey, parcels: readonly ParcelJourney[]): boolean {
  if (order?.status === 'cancelled' || shop.current?.milestone === 'cancelled') return true;
  if (order === null || order.lines.length === 0 || parcels.some((parcel) => !parcel.isCancelled))
    return false;
  return order.lines.every((line) => owedQuantity(line) === 0);
}

function isOnItsWay({ isCancelled, journey }: ParcelJourney): boolean {
  if (isCancelled) return false;
  return journey.current === null || !isTerminal(journey.current.milestone);
}

interface Parts {
  readonly order: Order | null;
  readonly shop: Journey;
  readonly parcels: readonly ParcelJourney[];
  readonly waitingLines: readonly WaitingLine[];
}

function isComplete({ order, shop, parcels, waitingLines }: Parts): boolean {
  const isCollected = shop.current?.milestone === 'delivered';
  if (order?.delivery === 'pickup' && order.status === 'open' && !isCollected) return false;
  if (order === null && parcels.length === 0) return false;
  return (
    waitingLines.length === 0 && !parcels.some((parcel) => isOnItsWay(parcel) && !isReplaced(parcel, parcels))
  );
}

/** Its successor is among the parcels and is watched instead. */
function isReplaced({ journey }: ParcelJourney, parcels: readonly ParcelJourney[]): boolean {
  const number = journey.replacedBy?.number;
  return number !== undefined && parcels.some(({ trackingNumber }) => trackingNumber === number);
}
