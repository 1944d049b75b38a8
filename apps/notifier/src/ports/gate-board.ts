import type { Effect } from '@tidings/domain';

export interface GateStanding {
  /** Also when nobody can say. */
  readonly isPaused: boolean;
  readonly isBreakerOpen: boolean;
}

/** What is kept from leaving now, in every service alike. */
export abstract class GateBoard {
  /** False while nobody can say what is paused. */
  abstract readonly isKnown: boolean;
  abstract standingOf(effect: Effect): GateStanding;
  /** A person lifted the breaker for a while. */
  abstract isBreakerLifted(effect: Pick<Effect, 'brandId' | 'kind'>): boolean;
  /** Keeps this kind of this brand from leaving until a person resumes it, and raises the alarm. */
  abstract openBreaker(effect: Pick<Effect, 'brandId' | 'kind'>, why: string): Promise<void>;
}
