import type { FoundOrder } from './order-book.js';

/** Tells the engine which dates a page showed, so that it watches whether they are kept; also its injection token. */
export abstract class ShownDates {
  /** Nobody waits for it: a page is shown also while it cannot be told. */
  abstract tell(shown: FoundOrder, zone: string): void;
}
