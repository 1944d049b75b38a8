import {
  addBusinessHours,
  addDays,
  addHours,
  type CalendarDate,
  dateIn,
  type EtaEffect,
  type Instant,
  type Leg,
  type Milestone,
  type Reason,
  startOfDate,
} from '@tidings/domain';
import type { Dice } from './dice.js';
import { CARRIER_DAYS, type Lane, type Service, ZONE } from './lanes.js';
import type { Stall, StallCause, TrueException } from './truth.js';

/** Something that really happens to a parcel, before anybody reports it. */
export interface Happening {
  readonly at: Instant;
  readonly milestone?: Milestone;
  readonly reason?: Reason;
  readonly kind: 'milestone' | 'exception_opened' | 'link' | 'eta_change';
  readonly meaning?: TrueException['meaning'];
  readonly physical: boolean;
  readonly place: string;
  readonly eta: CalendarDate | null;
  readonly etaEffect: EtaEffect;
}

export interface Departure {
  readonly dice: Dice;
  readonly lane: Lane;
  readonly service: Service;
  readonly from: Instant;
}

/** A parcel's way while it is travelled. */
export class Trip {
  readonly happenings: Happening[] = [];
  readonly stalls: Stall[] = [];
  /** The carrier's own date as it stands; null where this parcel gets none. */
  eta: CalendarDate | null = null;
  outcome: 'delivered' | 'returned' | 'lost' = 'delivered';
  deliveredAt: Instant | null = null;
  #lastHandledAt: Instant;

  readonly dice: Dice;
  readonly lane: Lane;
  readonly service: Service;
  now: Instant;

  constructor({ dice, lane, service, from }: Departure) {
    this.dice = dice;
    this.lane = lane;
    this.service = service;
    this.now = from;
    this.#lastHandledAt = from;
  }

  /** Working hours of the carrier pass. */
  pass(hours: number): void {
    this.now = addBusinessHours(CARRIER_DAYS, this.now, hours);
  }

  note(what: Partial<Happening> & Pick<Happening, 'kind' | 'place'>): void {
    const { kind, physical = true, etaEffect = 'none' } = what;
    this.happenings.push({ ...what, kind, physical, etaEffect, at: this.now, eta: this.eta });
    if (physical) this.#lastHandledAt = this.now;
  }

  scan(milestone: Milestone, place: string, reason?: Reason): void {
    this.note({ kind: 'milestone', milestone, place, ...(reason && { reason }) });
  }

  /** Nothing happens for so long although something should: the truth behind a silence. */
  stall(cause: StallCause, leg: Leg, hours: number): void {
    const from = this.#lastHandledAt;
    this.pass(hours);
    this.stalls.push({ cause, leg, from, to: this.now });
  }

  /** Nobody sees it again. */
  vanish(leg: Leg): void {
    this.outcome = 'lost';
    this.stalls.push({ cause: 'lost', leg, from: this.#lastHandledAt, to: null });
  }

  /** The parcel's first date, as the carrier's planning would give it: right on average but for its bias. */
  planEta(hoursToGo: number): void {
    const { etaShare, etaBiasDays, etaNoiseDays } = this.service;
    if (!this.dice.chance(etaShare)) return;
    const planned = nextTour(addBusinessHours(CARRIER_DAYS, this.now, hoursToGo));
    const offDays = Math.round(etaBiasDays + etaNoiseDays * this.dice.normal());
    const eta = addDays(dateIn(ZONE, planned), offDays);
    const earliest = addDays(dateIn(ZONE, this.now), 1);
    this.eta = eta < earliest ? earliest : eta;
  }

  /** The carrier moves its date by about so much. */
  moveEta(hours: number): void {
    if (this.eta !== null)
      this.eta = addDays(this.eta, Math.max(1, Math.round(hours / 24 + 0.3 * this.dice.normal())));
  }
}

/** Vans leave in the morning of the next working day, those of a hub reached before four the same. */
export function nextTour(ready: Instant): Instant {
  const today = startOfDate(ZONE, dateIn(ZONE, ready));
  const inTime = addHours(today, 7) >= ready;
  const from = inTime ? today : startOfDate(ZONE, addDays(dateIn(ZONE, ready), 1));
  const firstWorkingHour = addBusinessHours(CARRIER_DAYS, from, 0.001);
  return addHours(startOfDate(ZONE, dateIn(ZONE, firstWorkingHour)), 7.5);
}
