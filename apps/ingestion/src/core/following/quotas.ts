import type { OpenClient } from '@tidings/carriers';
import type { AskingReport } from './describe-asking.js';

/** Something of which a source allows only so much. */
export interface Quota {
  /** `requests` of the last 24 hours, or `registrations` of the calendar month (UTC). */
  readonly of: 'requests' | 'registrations';
  readonly used: number;
  readonly cap: number;
  /** Time to ask for more, or to ask less: what lies beyond it waits, or is not followed. */
  readonly isLow: boolean;
}

/** Of the cap: what is left lasts a fifth of the time for which there was all of it. */
const LOW_SHARE = 0.8;
const DAY_SECONDS = 86_400;

/** The quotas that the brand or the client's own limits state; shorter limits than a day's are a pace. */
export function quotasOf(
  { limits }: Pick<OpenClient, 'limits'>,
  { polls, registrations }: Pick<AskingReport, 'polls' | 'registrations'>,
): readonly Quota[] {
  const daily = limits.filter(({ perSeconds }) => perSeconds === DAY_SECONDS);
  const requests = daily.map(({ requests: cap }) => quota('requests', polls, cap));
  if (registrations === null || registrations.cap === null) return requests;
  return [...requests, quota('registrations', registrations.used, registrations.cap)];
}

function quota(of: Quota['of'], used: number, cap: number): Quota {
  return { of, used, cap, isLow: used >= cap * LOW_SHARE };
}
