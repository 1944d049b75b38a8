import type { answersOrderFind, casesChoose, casesCorrectAddress, RequestOf } from '@tidings/contracts';
import type { Answer, OrderSnapshot } from '@tidings/domain';

export interface FoundOrder {
  readonly snapshot: OrderSnapshot;
  readonly answer: Answer;
}

/** What a customer chose, as the engine is told. */
export type Choice = Omit<RequestOf<typeof casesChoose>, 'idempotencyKey'>;

/** What a customer says of an order whose link they do not have. */
export type LookUp = RequestOf<typeof answersOrderFind>;

/** All orders, behind the service that keeps them; also its injection token. */
export abstract class OrderBook {
  /** Null: there is none, or it is another brand's. */
  abstract findByToken(brandId: string, token: string): Promise<FoundOrder | null>;
  /** Without its details. Null: there is none, or what they know of it is wrong. */
  abstract lookUp(asked: LookUp): Promise<FoundOrder | null>;
  /** Settled when it is committed, also where something was chosen before, or the case is solved. */
  abstract choose(choice: Choice): Promise<void>;
  /** Settled when it is committed; the last one counts. */
  abstract correctAddress(given: RequestOf<typeof casesCorrectAddress>): Promise<void>;
}
