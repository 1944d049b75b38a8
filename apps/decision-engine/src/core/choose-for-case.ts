import type { ReplyOf, RequestOf, casesChoose } from '@tidings/contracts';
import type { CaseSnapshot } from '@tidings/domain';
import type { OrderStore } from '../ports/order-store.js';
import type { ProcessChanges } from './process-changes.js';

type Asked = RequestOf<typeof casesChoose>;
type Outcome = ReplyOf<typeof casesChoose>;

/** A customer's choice for an open case takes the path of every other change; also its injection token. */
export class ChooseForCase {
  readonly #store: OrderStore;
  readonly #changes: ProcessChanges;

  constructor(store: OrderStore, changes: ProcessChanges) {
    this.#store = store;
    this.#changes = changes;
  }

  /** Answers when it is committed; a repetition changes nothing and is answered alike. */
  async choose(asked: Asked): Promise<Outcome> {
    const before = outcomeOf(await this.#find(asked), asked);
    if (before !== null) return before;
    const { brandId, orderId, caseId, option, idempotencyKey } = asked;
    await this.#changes.process([
      {
        kind: 'choice',
        brandId,
        correlationId: `choice:${caseId}`,
        causationId: idempotencyKey,
        traceparent: null,
        chosen: { orderId, caseId, option },
      },
    ]);
    // Somebody else may have chosen, or the case may have closed, between the look and the lock.
    return outcomeOf(await this.#find(asked), asked) ?? { outcome: 'not_open', choice: null };
  }

  async #find({ brandId, orderId, caseId }: Asked): Promise<CaseSnapshot | undefined> {
    const [aggregate] = await this.#store.read([orderId]);
    return aggregate?.brandId === brandId
      ? aggregate.cases.find((each) => each.caseId === caseId && each.state === 'open')
      : undefined;
  }
}

/** Null: the choice is still to be made. */
function outcomeOf(open: CaseSnapshot | undefined, { option }: Asked): Outcome | null {
  if (open === undefined) return { outcome: 'not_open', choice: null };
  const { choice } = open;
  if (choice != null) return { outcome: choice.option === option ? 'chosen' : 'already_chosen', choice };
  return open.options.includes(option) ? null : { outcome: 'not_offered', choice: null };
}
