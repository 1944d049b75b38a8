import type { Leg } from './forecast.js';

/** Legs in which silence can be heard: before a label, and at a pickup point, no scan is due. */
export type WatchedLeg = Exclude<Leg, 'preparing' | 'pickup_point'>;

export interface LegThreshold {
  /**
   * Business hours after which the next scan is overdue: 24 on a carrier's working day, and while the parcel waits to be
   * fetched on one on which the warehouse works too.
   */
  readonly businessHours: number;
  /** Where the figure comes from. */
  readonly source: string;
}

/** Opening hours of a warehouse from order to dispatch, where a shop says nothing and has not been watched yet. A choice. */
export const SHIPPED_HANDLING_BUSINESS_HOURS = 16;

export type SilenceThresholds = Readonly<Record<WatchedLeg, LegThreshold>>;

/** After a blind source sees again, what it missed gets a working day to come in. A choice, not measured. */
export const SIGHT_GRACE_BUSINESS_HOURS = 24;

const GAPS = '39 captured shipments, 405 gaps: p50 3.6 h, p90 21 h, p95 40 h, p99 77 h by the clock';
const FIELD =
  'fixed thresholds in use elsewhere: 72-96 h, stale after 3 days, below 24 h refused as over-messaging';

/**
 * Where a shop has no durations of its own yet. Small and biased data, so each figure lies past the measured p99 or
 * inside what the field uses; a shop's own durations replace them.
 */
export const SHIPPED_THRESHOLDS: SilenceThresholds = {
  label: { businessHours: 72, source: FIELD },
  first_mile: { businessHours: 72, source: FIELD },
  linehaul: { businessHours: 78, source: `${GAPS}; ${FIELD}` },
  customs: {
    businessHours: 120,
    source: `judgement: longer than linehaul; among ${GAPS} one gap over 120 h`,
  },
  last_mile: {
    businessHours: 48,
    source: `${GAPS}; p95 rounded up to whole working days, since a tour ends the same day`,
  },
  returning: { businessHours: 120, source: `judgement: returns travel by the slowest service; ${GAPS}` },
};
