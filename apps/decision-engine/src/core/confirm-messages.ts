import { type Answer, answer, type Instant, isStillTrue } from '@tidings/domain';
import type { BrandRulesSource } from '../ports/brand-rules.js';
import type { Intake } from '../ports/intake.js';
import type { OrderStore } from '../ports/order-store.js';
import type { VisibilityBoard } from '../ports/visibility-board.js';
import { assessOrder } from './assess-order.js';
import type { OrderAggregate } from './order-aggregate.js';

export interface AskedMessage {
  readonly brandId: string;
  readonly orderId: string;
  readonly key: string;
}

export interface ConfirmedMessage {
  readonly key: string;
  readonly answer: Answer;
}

export interface ConfirmDependencies {
  readonly store: OrderStore;
  readonly brands: BrandRulesSource;
  readonly visibility: VisibilityBoard;
  readonly intake: Intake;
  readonly clock: { now(): Instant };
}

/** What came in and is not read yet may have refuted anything that we would call true. */
class LagsBehindError extends Error {
  override readonly name = 'LagsBehindError';
  readonly code = 'unavailable';
}

/** A message goes to the one who bought: they possess their mailbox, so they may see details. */
const MAILBOX_LEVEL = 2;

/** The gate's last question: is it still true? Read-only; what turned false closes when its order is decided about next. */
export class ConfirmMessages {
  readonly #dependencies: ConfirmDependencies;

  constructor(dependencies: ConfirmDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Those that are still true, each with the facts as they are now.
   * @throws LagsBehindError after an outage, until what came in meanwhile is read
   */
  async confirm(asked: readonly AskedMessage[]): Promise<ConfirmedMessage[]> {
    if (!(await this.#dependencies.intake.isCaughtUp()))
      throw new LagsBehindError('reports or orders that came in are not read yet');
    const aggregates = await this.#dependencies.store.read([...new Set(asked.map(({ orderId }) => orderId))]);
    const byOrder = new Map(aggregates.map((aggregate) => [aggregate.orderId, aggregate]));
    return asked.flatMap(({ orderId, brandId, key }) => {
      const aggregate = byOrder.get(orderId);
      if (aggregate === undefined || aggregate.brandId !== brandId) return [];
      const facts = this.#confirmOne(aggregate, key);
      return facts === null ? [] : [{ key, answer: facts }];
    });
  }

  #confirmOne(aggregate: OrderAggregate, key: string): Answer | null {
    const { brands, visibility, clock } = this.#dependencies;
    const asOf = clock.now();
    const now = assessOrder(aggregate, { rules: brands.rulesOf(aggregate.brandId), visibility, asOf });
    return isStillTrue(now.aggregate.ledger, key) ? answer(now.snapshot, MAILBOX_LEVEL, asOf) : null;
  }
}
