import type { OpenClient } from '@tidings/carriers';
import type { Instant } from '@tidings/domain';
import type { SourceFigures } from '../../ports/source-figures-store.js';
import type { SourceFeed } from '../../ports/tracking-store.js';
import { circuitOf, type CircuitState, isPaused } from './admit-requests.js';
import { type Quota, quotasOf } from './quotas.js';
import type { TrackingState } from './tracking.js';

/** How asking a source goes; polls are of the last 24 hours. */
export interface AskingReport {
  readonly polls: number;
  /** Of all polls; 0..1. */
  readonly pollErrorRate: number;
  readonly lastAnswerAt: Instant | null;
  readonly lastFailure: { readonly at: Instant; readonly message: string } | null;
  /** Open after failures in a row: the source or our access to it is out of order. */
  readonly circuit: CircuitState;
  /** Nothing is asked before: the source said so, or it is out of order. */
  readonly pausedUntil: Instant | null;
  readonly pending: number;
  readonly followed: number;
  /** Of this calendar month (UTC); null where the source counts none. */
  readonly registrations: { readonly used: number; readonly cap: number | null } | null;
  readonly quotas: readonly Quota[];
}

export interface AskingInput {
  readonly client: Pick<OpenClient, 'limits' | 'registration' | 'registrationsPerMonth'>;
  readonly feed: SourceFeed | undefined;
  readonly figures: SourceFigures | undefined;
  readonly countOf: (state: TrackingState) => number;
  readonly asOf: Instant;
}

export function describeAsking({ client, feed, figures, countOf, asOf }: AskingInput): AskingReport {
  const { polls = 0, failedPolls = 0 } = figures ?? {};
  const registrations = registrationsOf(client, feed, asOf);
  return {
    polls,
    pollErrorRate: polls === 0 ? 0 : Math.round((failedPolls / polls) * 1e4) / 1e4,
    lastAnswerAt: feed?.lastAnswerAt ?? null,
    lastFailure: failureOf(feed),
    circuit: feed === undefined ? 'closed' : circuitOf(feed, asOf),
    pausedUntil: feed !== undefined && isPaused(feed, asOf) ? feed.resumeAt : null,
    pending: countOf('pending'),
    followed: countOf('followed'),
    registrations,
    quotas: quotasOf(client, { polls, registrations }),
  };
}

function failureOf(feed: SourceFeed | undefined): AskingReport['lastFailure'] {
  if (feed === undefined || feed.lastFailureAt === null) return null;
  return { at: feed.lastFailureAt, message: feed.lastFailure ?? '' };
}

function registrationsOf(
  { registration, registrationsPerMonth }: AskingInput['client'],
  feed: SourceFeed | undefined,
  asOf: Instant,
): AskingReport['registrations'] {
  if (registration?.isCounted !== true) return null;
  const isThisMonth = feed?.month === asOf.slice(0, 7);
  return { used: isThisMonth ? feed.registrations : 0, cap: registrationsPerMonth ?? null };
}
