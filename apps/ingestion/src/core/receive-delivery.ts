import type { Instant } from '@tidings/domain';
import type { Clock } from '@tidings/platform';
import type { IntakeStore, Kept } from '../ports/intake-store.js';
import type { ReceiptIdentity } from '../ports/receipt-identity.js';
import type { DeliveryCounts, Observation } from './count-deliveries.js';
import type { Delivery, Outcome } from './delivery.js';
import type { Interpret, Interpretation } from './interpret.js';
import { rereadTask } from './shops/reread-order.js';

interface Parts {
  readonly intakes: IntakeStore;
  readonly identity: ReceiptIdentity;
  readonly counts: DeliveryCounts;
  readonly clock: Pick<Clock, 'now'>;
}

/** Reads a delivery and keeps it, with the events that follow; also its injection token. */
export class ReceiveDelivery {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws when it could not be kept */
  async receive(delivery: Delivery, interpret: Interpret): Promise<Outcome> {
    const { intakes, identity, clock, counts } = this.#parts;
    const { brandId, source, topic, body, payload, isHistory, causation } = delivery;
    const receivedAt = clock.now();
    const said = interpret(payload, { brandId, source, receivedAt, topic });
    const fault = said.problems.find(({ kind }) => kind === 'unreadable');
    if (delivery.isStrict && fault !== undefined) return { kind: 'refused', problem: fault };

    const id = identity.newId(receivedAt);
    const deliveryKey = identity.deliveryKey({ brandId, source, body: delivery.sameAs ?? body });
    const { state, problems } = said;
    const kept = await intakes.keep({
      receipt: { id, brandId, source, receivedAt, deliveryKey, topic, body, state, isHistory },
      problems,
      tasks: (said.rereads ?? []).map((reread) =>
        rereadTask({ brandId, source }, reread, {
          receiptId: id,
          isTelling: reread.isTelling,
          askedAt: receivedAt,
        }),
      ),
      events: said.toEvents({ brandId, source, receiptId: id, receivedAt, isHistory, causation }),
    });
    if (!isHistory) counts.note(delivery, observe(said, kept, receivedAt));
    return { kind: 'kept', state, ...kept };
  }
}

function observe({ state, figures }: Interpretation, { isDuplicate }: Kept, at: Instant): Observation {
  if (isDuplicate) return { at, isProof: true, delivered: 1, duplicates: 1 };
  return { ...figures, at, isProof: state !== 'unreadable', delivered: 1 };
}
