import type { OrderJourney, ParcelJourney } from '../journey/order-journey.js';
import type { CalendarDate, Instant } from '../time/instant.js';
import { endOfDate } from '../time/zone-offset.js';
import { promiseKey } from './promise.js';
import type { Promised, PromiseState, WatchedPromise } from './promise.js';

/** What settles promises. */
export interface PromiseFacts {
  readonly orderJourney: OrderJourney;
  /** The customers': a promised day is over when it is over there. */
  readonly zone: string;
  readonly asOf: Instant;
}

/** The first instant at which a promised day is over. */
export function promiseEndsAt({ to }: Promised, zone: string): Instant {
  return endOfDate(zone, to);
}

/** Adds what was shown to what is known; the same array when all of it was known already. */
export function addPromises(
  known: readonly WatchedPromise[],
  shown: readonly Omit<WatchedPromise, 'state' | 'settledAt'>[],
): readonly WatchedPromise[] {
  const keys = new Set(known.map(promiseKey));
  const added: WatchedPromise[] = [];
  for (const promise of shown) {
    const key = promiseKey(promise);
    if (keys.has(key)) continue;
    keys.add(key);
    added.push({ ...promise, state: 'open', settledAt: null });
  }
  return added.length === 0 ? known : [...known, ...added];
}

/** The parcel that the promise is kept by: one that goes on under another number is followed. */
function followed(parcelId: string, parcels: readonly ParcelJourney[]): ParcelJourney | undefined {
  const parcel = parcels.find((each) => each.parcelId === parcelId);
  const successor = parcel?.journey.replacedBy?.number;
  if (successor === undefined) return parcel;
  return parcels.find(({ trackingNumber }) => trackingNumber === successor) ?? parcel;
}

const ARRIVED: ReadonlySet<string> = new Set(['delivered', 'available_for_pickup']);

/** The date on which it came, where it came; null while it has not. */
function arrivedOn({ journey }: ParcelJourney): CalendarDate | null {
  if (journey.current === null || !ARRIVED.has(journey.current.milestone)) return null;
  const first = journey.reached.find(({ milestone }) => ARRIVED.has(milestone));
  return (first ?? journey.current).at.wall.slice(0, 10);
}

function leftOn({ journey }: ParcelJourney): CalendarDate | null {
  return journey.firstPhysical?.at.wall.slice(0, 10) ?? null;
}

/** The last of the days on which all of them happened; null while one has not. */
function lastOf(days: readonly (CalendarDate | null)[]): CalendarDate | null {
  return days.reduce((last, day) => (day === null || last === null ? null : day > last ? day : last), '');
}

type Fulfilment = { readonly on: CalendarDate | null; readonly isOwed: boolean };

function fulfilmentOf({ promised, parcelId }: Promised, order: OrderJourney): Fulfilment {
  const { parcels } = order;
  const dayOf = promised === 'dispatch' ? leftOn : arrivedOn;
  if (parcelId === null) {
    const awaited = parcels.filter(({ isCancelled }) => !isCancelled);
    const on = awaited.length === 0 || order.waitingLines.length > 0 ? null : lastOf(awaited.map(dayOf));
    return { on, isOwed: !order.isCancelled };
  }
  const parcel = followed(parcelId, parcels);
  return parcel === undefined
    ? { on: null, isOwed: false }
    : { on: dayOf(parcel), isOwed: !order.isCancelled && !parcel.isCancelled };
}

function stateOf(promise: Promised, { orderJourney, zone, asOf }: PromiseFacts): PromiseState {
  const { on, isOwed } = fulfilmentOf(promise, orderJourney);
  if (on !== null) return on <= promise.to ? 'kept' : 'broken';
  if (!isOwed) return 'void';
  return asOf >= promiseEndsAt(promise, zone) ? 'broken' : 'open';
}

/**
 * What became of each promise by what is known at `asOf`. Level-triggered like everything else: a late report of an
 * arrival in time makes `broken` into `kept`. The same array when nothing changed.
 */
export function settlePromises(
  promises: readonly WatchedPromise[],
  facts: PromiseFacts,
): readonly WatchedPromise[] {
  let settled: WatchedPromise[] | null = null;
  promises.forEach((promise, index) => {
    const state = stateOf(promise, facts);
    if (state === promise.state) return;
    settled ??= [...promises];
    settled[index] = { ...promise, state, settledAt: state === 'open' ? null : facts.asOf };
  });
  return settled ?? promises;
}

/** When the next open promise runs out; null when none is open. */
export function nextPromiseEnd(promises: readonly WatchedPromise[], zone: string): Instant | null {
  let next: Instant | null = null;
  for (const promise of promises) {
    if (promise.state !== 'open') continue;
    const endsAt = promiseEndsAt(promise, zone);
    if (next === null || endsAt < next) next = endsAt;
  }
  return next;
}

/**
 * What the customer last heard of a parcel's arrival: the newest date that any face showed them. Agents see the
 * sidebar, customers do not. Null when they were shown none.
 */
export function lastShownArrival(
  promises: readonly WatchedPromise[],
  parcelId: string,
): WatchedPromise | null {
  let last: WatchedPromise | null = null;
  for (const promise of promises) {
    if (promise.promised !== 'delivery' || promise.face === 'sidebar' || promise.parcelId !== parcelId)
      continue;
    if (last === null || promise.shownAt > last.shownAt) last = promise;
    else if (promise.shownAt === last.shownAt && promise.to > last.to) last = promise;
  }
  return last;
}
