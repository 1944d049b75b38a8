import type { ToldStatus } from '../core/tell-order-status.js';

/** Tells the engine what a bot was answered: dates are watched, and what turns false is corrected; also its injection token. */
export abstract class Showings {
  /** Nobody waits for it: a bot is answered also while it cannot be told. */
  abstract tell(shown: ToldStatus, zone: string): void;
}
