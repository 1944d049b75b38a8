import type { Instant } from '../time/instant.js';
import type { Actor } from '../words/actor.js';
import type { Milestone } from '../words/milestone.js';
import type { Reason } from '../words/reason.js';
import type { Answer, Headline, NextStep } from './answer.js';
import type { CaseSnapshot, OrderSnapshot, ParcelSnapshot } from './snapshot.js';

/** What comes next, and by when as far as anybody can say. */
export interface Next {
  readonly nextStep: NextStep;
  readonly nextBy: string | null;
}

/** What stands at the head of one parcel, or of the part of an order that is in none. */
export interface Reading extends Next {
  /** Null: it is about the order. */
  readonly parcelId: string | null;
  readonly headline: Headline;
  readonly reason: Reason | null;
  readonly actor: Actor;
  /** The incident that is told as the cause. */
  readonly heldUpBy: Answer['heldUpBy'];
}

const HEADLINE_OF: Readonly<Record<Milestone, Headline>> = {
  placed: 'preparing',
  preparing: 'preparing',
  packed: 'packed',
  label_created: 'label_created',
  picked_up: 'picked_up',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  delivery_attempted: 'delivery_attempted',
  available_for_pickup: 'ready_for_pickup',
  delivered: 'delivered',
  returning: 'returning',
  returned: 'returned',
  cancelled: 'cancelled',
  lost: 'lost',
};

const ACTOR_OF: Readonly<Record<NextStep, Actor>> = {
  we_release_hold: 'merchant',
  you_pay_or_confirm: 'recipient',
  we_dispatch: 'merchant',
  carrier_collects: 'carrier',
  carrier_scans: 'carrier',
  carrier_delivers: 'carrier',
  carrier_tries_again: 'carrier',
  you_choose: 'recipient',
  you_collect: 'recipient',
  we_solve: 'merchant',
  authority_releases: 'government',
  we_check: 'merchant',
  nothing: 'nobody',
};

export const actorOf = (step: NextStep): Actor => ACTOR_OF[step];

type Exception = ParcelSnapshot['exceptions'][number];

/** A carrier's delay is told with its milestone; what somebody must act on, or nobody can explain, is a problem. */
function isProblem({ matters, actor, reason }: Exception): boolean {
  const someoneMustAct = actor === 'recipient' || actor === 'merchant' || actor === 'broker';
  return matters && (someoneMustAct || reason === 'unspecified' || reason === 'lost_investigation');
}

/** The exception that is told of, the one that someone must act on first. */
export function mainException({ exceptions }: ParcelSnapshot): Exception | null {
  return exceptions.find(isProblem) ?? exceptions.find(({ matters }) => matters) ?? null;
}

function openCaseOf(snapshot: OrderSnapshot, parcelId: string): CaseSnapshot | null {
  return snapshot.cases.find((each) => each.parcelId === parcelId && each.state === 'open') ?? null;
}

function isOnlyLabelled({ milestone, lastPhysicalAt }: ParcelSnapshot): boolean {
  return lastPhysicalAt === null && (milestone === 'picked_up' || milestone === 'in_transit');
}

const ENDED: ReadonlySet<Milestone> = new Set(['delivered', 'returned', 'cancelled', 'lost']);

function silentHeadline({ silence }: ParcelSnapshot): Headline | null {
  if (silence.state !== 'silent') return null;
  if (silence.leg === 'label') return 'awaiting_carrier_late';
  return silence.leg === 'preparing' ? 'preparing_late' : 'silent';
}

function headlineOf(parcel: ParcelSnapshot, openCase: CaseSnapshot | null): Headline {
  if (ENDED.has(parcel.milestone)) return HEADLINE_OF[parcel.milestone];
  if (openCase !== null || parcel.exceptions.some(isProblem)) return 'problem';
  const silent = silentHeadline(parcel);
  if (silent !== null) return silent;
  return isOnlyLabelled(parcel) ? 'label_created' : HEADLINE_OF[parcel.milestone];
}

function mayChoose(actor: Actor, openCase: CaseSnapshot | null): boolean {
  return actor === 'recipient' || (openCase?.options.some((option) => option !== 'contact_us') ?? false);
}

function hasChosen(openCase: CaseSnapshot | null): boolean {
  return openCase?.choice != null;
}

function nextOfProblem(actor: Actor, openCase: CaseSnapshot | null): Next {
  const nextBy = openCase?.dueAt ?? null;
  if (hasChosen(openCase)) return { nextStep: 'we_solve', nextBy };
  if (mayChoose(actor, openCase)) return { nextStep: 'you_choose', nextBy };
  if (actor === 'government' || actor === 'broker') return { nextStep: 'authority_releases', nextBy };
  return { nextStep: openCase === null ? 'we_check' : 'we_solve', nextBy };
}

function nextInTransit(parcel: ParcelSnapshot): Next {
  if (mainException(parcel)?.actor === 'government') return { nextStep: 'authority_releases', nextBy: null };
  if (parcel.estimate !== null) return { nextStep: 'carrier_delivers', nextBy: parcel.estimate.to };
  return { nextStep: 'carrier_scans', nextBy: parcel.nextEventBy };
}

/** What is normal until a pick-up may reach beyond the day of delivery: then no day of it is named. */
function nextBeforePickUp({ nextEventBy, estimate }: ParcelSnapshot): Next {
  const isPlausible = estimate === null || nextEventBy === null || nextEventBy < estimate.from;
  return { nextStep: 'carrier_collects', nextBy: isPlausible ? nextEventBy : null };
}

type NextOf = (parcel: ParcelSnapshot, dispatchBy: Instant | null) => Next;
const nothing: NextOf = () => ({ nextStep: 'nothing', nextBy: null });
const dispatch: NextOf = (_, dispatchBy) => ({ nextStep: 'we_dispatch', nextBy: dispatchBy });
const check: NextOf = () => ({ nextStep: 'we_check', nextBy: null });

const NEXT_OF: Readonly<Partial<Record<Headline, NextOf>>> = {
  preparing: dispatch,
  preparing_late: dispatch,
  packed: nextBeforePickUp,
  label_created: nextBeforePickUp,
  awaiting_carrier_late: check,
  picked_up: nextInTransit,
  in_transit: nextInTransit,
  out_for_delivery: (parcel) => ({ nextStep: 'carrier_delivers', nextBy: parcel.estimate?.to ?? null }),
  delivery_attempted: (parcel) => ({ nextStep: 'carrier_tries_again', nextBy: parcel.nextEventBy }),
  ready_for_pickup: () => ({ nextStep: 'you_collect', nextBy: null }),
  silent: check,
  returning: () => ({ nextStep: 'we_solve', nextBy: null }),
  delivered: nothing,
  returned: nothing,
  cancelled: nothing,
};

/** Dates compare with dates: one that has passed is no longer told as what comes. */
export function notPast(by: string | null, asOf: Instant): string | null {
  return by !== null && by >= asOf.slice(0, by.length) ? by : null;
}

interface Trouble {
  readonly reason: Reason | null;
  readonly actor: Actor;
  readonly heldUpBy?: Answer['heldUpBy'];
}
const NO_TROUBLE: Trouble = { reason: null, actor: 'merchant' };
const IS_OVER: ReadonlySet<Headline> = new Set(['delivered', 'returned', 'cancelled']);

/** What is wrong, by the carrier's report, else by the case that is open about it. */
function troubleOf(parcel: ParcelSnapshot, headline: Headline, openCase: CaseSnapshot | null): Trouble {
  if (IS_OVER.has(headline)) return NO_TROUBLE;
  return mainException(parcel) ?? openCase ?? heldUp(parcel) ?? NO_TROUBLE;
}

/** An incident's cause, or what the shop says of it, is told of a parcel of which the carrier itself said nothing. */
function heldUp({ incident }: ParcelSnapshot): Trouble | null {
  const { reason = null, wording = null } = incident ?? {};
  return reason === null && wording === null ? null : { reason, actor: 'carrier', heldUpBy: { wording } };
}

/** One parcel as it stands, in the words of an answer. */
export function readParcel(snapshot: OrderSnapshot, parcel: ParcelSnapshot, asOf: Instant): Reading {
  const openCase = openCaseOf(snapshot, parcel.parcelId);
  const headline = headlineOf(parcel, openCase);
  const trouble = troubleOf(parcel, headline, openCase);
  const isProblematic = headline === 'problem' || headline === 'lost';
  const { nextStep, nextBy } = isProblematic
    ? nextOfProblem(trouble.actor, openCase)
    : (NEXT_OF[headline] ?? nothing)(parcel, snapshot.dispatchBy);
  return {
    parcelId: parcel.parcelId,
    headline,
    reason: trouble.reason,
    // Who chose has done their part: from then on it is for us.
    actor: isProblematic && !hasChosen(openCase) ? trouble.actor : ACTOR_OF[nextStep],
    heldUpBy: trouble.heldUpBy ?? null,
    nextStep,
    nextBy: notPast(nextBy, asOf),
  };
}
