import { addHours, hoursBetween, type Instant, isTerminal, type Milestone } from '@tidings/domain';

/** What the next look at a parcel depends on. */
export interface LookInput {
  readonly milestone: Milestone | null;
  readonly boundAt: Instant;
  /** When the newest event happened. */
  readonly movedAt: Instant | null;
  /** When anyone last told anything new. */
  readonly heardAt: Instant | null;
  /** The source also pushes: a look only makes sure that no push was lost. */
  readonly isPushed: boolean;
  readonly asOf: Instant;
  /** 0..1: looks are spread, so that what was bound together is not asked together for ever. */
  readonly dice: number;
}

/** A delivery may be taken back; the last look comes after this. */
const LAST_LOOK_HOURS = 24;
/** Without anything new a parcel is looked at half as often after each of these. */
const IDLE_DAYS = [2, 7, 14] as const;
const LONGEST_HOURS = 24;
/** Where pushes come, a look makes up for a lost one: seldom, but not too late for the day of the delivery. */
const PUSHED_SHORTEST_HOURS = 6;
const SPREAD = 0.2;

/** Hours between two looks while things move as they should. */
const HOURS_AT: Readonly<Partial<Record<Milestone, number>>> = {
  out_for_delivery: 0.25,
  delivery_attempted: 1,
  available_for_pickup: 4,
  in_transit: 2,
  picked_up: 3,
  returning: 12,
};
/** A printed label, and a number of which nobody knows anything yet. */
const HOURS_BEFORE_PICKUP = 4;

/** When to look at a parcel again: soon where much happens, seldom where nothing does. */
export function planNextLook(input: LookInput): Instant {
  const { milestone, asOf, dice } = input;
  const spread = 1 + (dice - 0.5) * SPREAD;
  if (milestone !== null && isTerminal(milestone)) return addHours(asOf, LAST_LOOK_HOURS * spread);
  const usual = (milestone === null ? undefined : HOURS_AT[milestone]) ?? HOURS_BEFORE_PICKUP;
  const idleDays = hoursBetween(lastNewsAt(input), asOf) / 24;
  const slower = 2 ** IDLE_DAYS.filter((days) => idleDays >= days).length;
  const hours = Math.min(LONGEST_HOURS, usual * slower);
  return addHours(asOf, (input.isPushed ? Math.max(PUSHED_SHORTEST_HOURS, hours) : hours) * spread);
}

function lastNewsAt({ boundAt, movedAt, heardAt }: LookInput): Instant {
  return [boundAt, movedAt ?? '', heardAt ?? ''].reduce((last, at) => (at > last ? at : last));
}

const NEVER_FOUND_DAYS = 14;
const GIVEN_UP_DAYS = 60;

/** Why a followed parcel is not worth another look; null when it is. */
export function whyGiveUp(input: LookInput): 'never_found' | 'given_up' | null {
  if (input.milestone !== null && isTerminal(input.milestone)) return null;
  const idleDays = hoursBetween(lastNewsAt(input), input.asOf) / 24;
  if (input.milestone === null && input.heardAt === null && idleDays >= NEVER_FOUND_DAYS)
    return 'never_found';
  return idleDays >= GIVEN_UP_DAYS ? 'given_up' : null;
}
