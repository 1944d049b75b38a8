import type { Answer, OrderSnapshot } from '@tidings/domain';

export interface FoundOrder {
  readonly snapshot: OrderSnapshot;
  readonly answer: Answer;
}

/** All orders, behind the service that keeps them; also its injection token. */
export abstract class OrderBook {
  /** Null: there is none, or it is another brand's. */
  abstract findByToken(brandId: string, token: string): Promise<FoundOrder | null>;
}
