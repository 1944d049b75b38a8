import type { OpenClient } from '@tidings/carriers';
import { hoursBetween, type Instant } from '@tidings/domain';
import type { Admission, SourceFeed } from '../../ports/tracking-store.js';
import { admitRequests, spendRequests } from './admit-requests.js';
import type { Tracking } from './tracking.js';

export type Step = 'register' | 'poll' | 'stop';

/** The trackings of one request. */
export interface Batch {
  readonly step: Step;
  readonly trackings: readonly Tracking[];
}

export interface Round extends Admission {
  readonly batches: readonly Batch[];
  /** To be registered, and beyond what the month has left. */
  readonly overQuota: readonly Tracking[];
}

/** A registration is renewed this long before it runs out. */
const RENEW_HOURS = 24;
/** Requests of one source under way at one time. */
const MOST_AT_ONCE = 8;

/** What of the trackings due for a source may be done now. */
export function planRound(
  due: readonly Tracking[],
  feed: SourceFeed,
  { client, asOf }: { readonly client: OpenClient; readonly asOf: Instant },
): Round {
  const month = asOf.slice(0, 7);
  const used = feed.month === month ? feed.registrations : 0;
  const { within, over } = splitByQuota(due, { client, asOf, left: quotaLeft(client, used) });
  const all = toBatches(within, client, asOf);
  const wanted = Math.min(MOST_AT_ONCE, all.length);
  const requests = admitRequests(feed, client.limits, { wanted, asOf });
  const batches = all.slice(0, requests);
  const claimed = [...over, ...batches.flatMap(({ trackings }) => trackings)];
  const counted = claimed.filter((each) => !over.includes(each) && isCounted(each, client, asOf)).length;
  const spent =
    requests === 0 ? feed : { ...feed, ...spendRequests(feed, client.limits, { requests, asOf }) };
  return { batches, overQuota: over, claimed, feed: { ...spent, month, registrations: used + counted } };
}

/** Registrations that the month has left. */
function quotaLeft({ registrationsPerMonth: cap }: OpenClient, used: number): number {
  return cap === undefined ? Number.POSITIVE_INFINITY : Math.max(0, cap - used);
}

function stepOf({ state, expiresAt }: Tracking, { registration }: OpenClient, asOf: Instant): Step {
  if (state === 'ending') return 'stop';
  if (registration === undefined) return 'poll';
  if (state === 'pending' || state === 'untracked') return 'register';
  return expiresAt !== null && hoursBetween(asOf, expiresAt) < RENEW_HOURS ? 'register' : 'poll';
}

function isCounted(tracking: Tracking, client: OpenClient, asOf: Instant): boolean {
  return client.registration?.isCounted === true && stepOf(tracking, client, asOf) === 'register';
}

function splitByQuota(
  due: readonly Tracking[],
  { client, asOf, left }: { readonly client: OpenClient; readonly asOf: Instant; readonly left: number },
): { within: readonly Tracking[]; over: readonly Tracking[] } {
  const counted = due.filter((tracking) => isCounted(tracking, client, asOf));
  const over = new Set(counted.slice(Math.min(counted.length, left)));
  return { within: due.filter((tracking) => !over.has(tracking)), over: [...over] };
}

/** New parcels first: a look may wait. */
function toBatches(trackings: readonly Tracking[], client: OpenClient, asOf: Instant): readonly Batch[] {
  const sizes = {
    register: client.registration?.numbersPerRequest ?? 1,
    poll: client.poll.numbersPerRequest,
    stop: 1,
  };
  return (['register', 'poll', 'stop'] as const).flatMap((step) => {
    const own = trackings.filter((tracking) => stepOf(tracking, client, asOf) === step);
    const batches: Batch[] = [];
    for (let from = 0; from < own.length; from += sizes[step])
      batches.push({ step, trackings: own.slice(from, from + sizes[step]) });
    return batches;
  });
}
