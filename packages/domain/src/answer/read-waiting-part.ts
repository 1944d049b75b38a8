import type { Instant } from '../time/instant.js';
import type { Headline } from './answer.js';
import { actorOf, notPast } from './read-parcel.js';
import type { Next, Reading } from './read-parcel.js';
import type { OrderSnapshot } from './snapshot.js';

function isWaitingForStock({ lines }: OrderSnapshot, asOf: Instant): boolean {
  const today = asOf.slice(0, 10);
  const waiting = lines.filter((line) => line.waiting > 0);
  return (
    waiting.length > 0 && waiting.every(({ availableFrom }) => availableFrom != null && availableFrom > today)
  );
}

function headlineOf(snapshot: OrderSnapshot, asOf: Instant): Headline {
  if (snapshot.isCancelled) return 'cancelled';
  if (snapshot.delivery === 'none') return 'not_shippable';
  const [hold] = snapshot.holds;
  if (hold !== undefined) return hold.reason === 'backorder' ? 'waiting_for_stock' : 'held';
  if (isWaitingForStock(snapshot, asOf)) return 'waiting_for_stock';
  if (snapshot.isPreparingLate) return 'preparing_late';
  return snapshot.steps.at(-1)?.milestone === 'packed' ? 'packed' : 'preparing';
}

function firstAvailable({ lines }: OrderSnapshot): string | null {
  const dates = lines.flatMap((line) => (line.waiting > 0 && line.availableFrom ? [line.availableFrom] : []));
  return dates.toSorted()[0] ?? null;
}

function nextOfHold(hold: OrderSnapshot['holds'][number] | undefined): Next {
  const nextStep = hold?.actor === 'recipient' ? 'you_pay_or_confirm' : 'we_release_hold';
  return { nextStep, nextBy: hold?.until ?? null };
}

function nextOf(snapshot: OrderSnapshot, headline: Headline): Next {
  const [hold] = snapshot.holds;
  if (headline === 'cancelled' || headline === 'not_shippable') return { nextStep: 'nothing', nextBy: null };
  if (headline === 'held') return nextOfHold(hold);
  const stockBy = headline === 'waiting_for_stock' ? (hold?.until ?? firstAvailable(snapshot)) : undefined;
  return { nextStep: 'we_dispatch', nextBy: stockBy === undefined ? snapshot.dispatchBy : stockBy };
}

/** The part of an order that is in no parcel yet, in the words of an answer. */
export function readWaitingPart(snapshot: OrderSnapshot, asOf: Instant): Reading {
  const headline = headlineOf(snapshot, asOf);
  const next = nextOf(snapshot, headline);
  const isHeld = headline === 'held' || headline === 'waiting_for_stock';
  return {
    parcelId: null,
    headline,
    reason: isHeld ? (snapshot.holds[0]?.reason ?? null) : null,
    actor: actorOf(next.nextStep),
    heldUpBy: null,
    nextStep: next.nextStep,
    nextBy: notPast(next.nextBy, asOf),
  };
}
