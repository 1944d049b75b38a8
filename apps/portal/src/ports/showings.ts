import type { FoundOrder } from './order-book.js';

/** Tells the engine what a page showed: dates are watched, and what turns false is corrected; also its injection token. */
export abstract class Showings {
  /** Nobody waits for it: a page is shown also while it cannot be told. */
  abstract tell(shown: FoundOrder, zone: string): void;
}
