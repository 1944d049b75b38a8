import type { Journey } from '../journey/journey.js';
import { addBusinessHours, businessHoursBetween } from '../time/work-calendar.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import type { Instant } from '../time/instant.js';
import type { Silence, Visibility } from './forecast.js';
import { SIGHT_GRACE_BUSINESS_HOURS } from './shipped-thresholds.js';
import type { SilenceThresholds } from './shipped-thresholds.js';
import { customsSince } from './watch-leg.js';
import type { Watch } from './watch-leg.js';

export interface SilenceInput {
  readonly journey: Journey;
  readonly watch: Watch;
  readonly calendar: WorkCalendar;
  readonly thresholds: SilenceThresholds;
  readonly visibility: Visibility;
  readonly asOf: Instant;
}

export interface SilenceAssessment {
  readonly silence: Silence;
  /** When the silence opens; null while we cannot see, for nobody can say then. */
  readonly opensAt: Instant | null;
}

/**
 * Whether a parcel has been quiet for longer than usual, counting only working time in which we could see. Only a source
 * that has proven its sight since can tell: it may be blind without anybody having noticed yet.
 */
export function assessSilence(input: SilenceInput): SilenceAssessment {
  const { watch, calendar, visibility, asOf } = input;
  const { lastProvenAt, blindSince } = visibility;
  if (blindSince !== null || lastProvenAt === null) return unseenSince(blindSince ?? watch.since);
  const { leg, opensAt, usualBusinessHours } = whenSilent(input);
  if (asOf < opensAt) return { silence: { state: 'none' }, opensAt };
  if (lastProvenAt < opensAt) return unseenSince(lastProvenAt);
  const businessHours = seenHours(calendar, visibility, { from: watch.since, to: asOf });
  return {
    silence: {
      state: 'silent',
      leg,
      since: watch.since,
      openedAt: opensAt,
      businessHours,
      usualBusinessHours,
    },
    opensAt,
  };
}

function unseenSince(since: Instant): SilenceAssessment {
  return { silence: { state: 'cannot_see', since }, opensAt: null };
}

interface Opening {
  readonly leg: Watch['leg'];
  readonly usualBusinessHours: number;
  readonly opensAt: Instant;
}

/** Customs may lengthen a quiet that was still usual when it began; it does not end a silence. */
function whenSilent(input: SilenceInput): Opening {
  const opening = openingOf(input, input.watch.leg);
  if (input.watch.leg === 'label' || input.watch.leg === 'returning') return opening;
  const customs = customsSince(input.journey);
  return customs !== null && customs < opening.opensAt ? openingOf(input, 'customs') : opening;
}

function openingOf({ watch, calendar, thresholds, visibility }: SilenceInput, leg: Watch['leg']): Opening {
  const usualBusinessHours = thresholds[leg].businessHours;
  const opensAt = addBusinessHours(calendar, watch.since, usualBusinessHours);
  const { lastBlind } = visibility;
  if (lastBlind === undefined || lastBlind.to <= watch.since || lastBlind.from >= opensAt) {
    return { leg, usualBusinessHours, opensAt };
  }
  const seenBefore = businessHoursBetween(calendar, watch.since, lastBlind.from);
  const toWait = Math.max(usualBusinessHours - seenBefore, SIGHT_GRACE_BUSINESS_HOURS);
  return { leg, usualBusinessHours, opensAt: addBusinessHours(calendar, lastBlind.to, toWait) };
}

function seenHours(
  calendar: WorkCalendar,
  { lastBlind }: Visibility,
  span: { readonly from: Instant; readonly to: Instant },
): number {
  const hours = businessHoursBetween(calendar, span.from, span.to);
  if (lastBlind === undefined) return hours;
  const from = lastBlind.from > span.from ? lastBlind.from : span.from;
  const to = lastBlind.to < span.to ? lastBlind.to : span.to;
  return hours - businessHoursBetween(calendar, from, to);
}
