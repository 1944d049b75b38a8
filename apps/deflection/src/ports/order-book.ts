import type { Answer, OrderSnapshot } from '@tidings/domain';
import type { DecisionFacts, MessageFacts } from '@tidings/wording';

export interface FoundOrder {
  readonly snapshot: OrderSnapshot;
  readonly answer: Answer;
}

/** What the other services know of an order. Each method rejects when nobody answers. */
export abstract class OrderBook {
  /** Null: there is none, or nothing is known of it yet. */
  abstract find(brandId: string, orderNumber: string): Promise<FoundOrder | null>;
  /** Newest first. */
  abstract decisionsOf(brandId: string, orderNumber: string): Promise<readonly DecisionFacts[]>;
  /** Newest first. */
  abstract messagesOf(brandId: string, orderNumber: string): Promise<readonly MessageFacts[]>;
}
