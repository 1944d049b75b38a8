import { canMove } from '../journey/milestone-of.js';
import type { Journey, TimelineEntry } from '../journey/journey.js';
import { pickupDays } from '../time/calendars.js';
import type { Calendars } from '../time/calendars.js';
import { earliest } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import { isBeforeCarrier, isTerminal } from '../words/milestone.js';
import type { Milestone } from '../words/milestone.js';
import type { Reason } from '../words/reason.js';
import type { WatchedLeg } from './shipped-thresholds.js';
import type { Leg } from './forecast.js';

/** What a silence would be measured in and from. */
export interface Watch {
  readonly leg: WatchedLeg;
  readonly since: Instant;
}

const LEG_AFTER: ReadonlyMap<Milestone, WatchedLeg> = new Map([
  ['picked_up', 'first_mile'],
  ['in_transit', 'linehaul'],
  ['out_for_delivery', 'last_mile'],
  ['delivery_attempted', 'last_mile'],
  ['available_for_pickup', 'last_mile'],
  ['returning', 'returning'],
] satisfies [Milestone, WatchedLeg][]);

/** The leg that begins with a milestone; null where it begins none. */
export function legAfter(milestone: Milestone | null): WatchedLeg | null {
  return milestone === null ? null : (LEG_AFTER.get(milestone) ?? null);
}

/** Where the parcel is, for whoever asks; null once nothing more is expected. */
export function legOf(journey: Journey, labelledAt: Instant | null): Leg | null {
  const milestone = journey.current?.milestone ?? null;
  if (milestone !== null && isTerminal(milestone)) return null;
  if (milestone === 'available_for_pickup') return 'pickup_point';
  const watch = watchOf(journey, labelledAt);
  if (watch === null) return 'preparing';
  return watch.leg === 'linehaul' && customsSince(journey) !== null ? 'customs' : watch.leg;
}

/**
 * The leg by the last handling, and from when its silence counts; null where no scan is due. Only handling can begin
 * a leg or end a silence, so a parcel that nobody touched stays in the label leg whatever is reported of it.
 */
export function watchOf(journey: Journey, labelledAt: Instant | null): Watch | null {
  const { lastPhysical } = journey;
  if (lastPhysical !== null) {
    const leg = LEG_AFTER.get(lastPhysical.milestone) ?? 'first_mile';
    return { leg, since: lastPhysical.sortAt };
  }
  const told = journey.reached.find(({ milestone }) => milestone === 'label_created')?.sortAt;
  const label = earliest([told, labelledAt]);
  if (label !== null) return { leg: 'label', since: label };
  const carried = journey.reached.find(({ milestone }) => !isBeforeCarrier(milestone));
  return carried === undefined ? null : { leg: 'first_mile', since: carried.sortAt };
}

/** Whose working days count in a leg: a parcel with a label is fetched where the warehouse works too. */
export function daysOfLeg(leg: Leg, calendars: Calendars): WorkCalendar {
  return leg === 'label' ? pickupDays(calendars) : calendars.carrierDays;
}

/** Since when the parcel has been with customs, by an open problem or by the last reports of where it is. */
export function customsSince(journey: Journey): Instant | null {
  const open = journey.openExceptions.find(({ reason }) => isCustoms(reason))?.opened.sortAt ?? null;
  let since = open;
  for (let index = journey.timeline.length - 1; index >= 0; index -= 1) {
    const entry = journey.timeline[index];
    if (entry === undefined || !tellsWhere(journey, entry)) continue;
    if (!isCustoms(entry.event.reason)) break;
    if (since === null || entry.sortAt < since) since = entry.sortAt;
  }
  return since;
}

function tellsWhere(journey: Journey, { event, isRetracted }: TimelineEntry): boolean {
  return !isRetracted && event.source === journey.leadingSource && canMove(event);
}

function isCustoms(reason: Reason | undefined): boolean {
  return reason !== undefined && reason !== 'customs_cleared' && reason.startsWith('customs_');
}
