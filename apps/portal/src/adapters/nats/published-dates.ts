import { type OutgoingEvent, promiseShown, toOutgoing } from '@tidings/contracts';
import { promisesIn } from '@tidings/domain';
import type { Publisher } from '@tidings/messaging';
import { type Clock, currentCausation } from '@tidings/platform';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { FoundOrder } from '../../ports/order-book.js';
import { ShownDates } from '../../ports/shown-dates.js';

export interface PublishedDatesParts {
  readonly publisher: Pick<Publisher, 'publish'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/** A page that is read again shows the same promise: the bus and the engine take it once. */
export class PublishedDates extends ShownDates {
  readonly #parts: PublishedDatesParts;

  constructor(parts: PublishedDatesParts) {
    super();
    this.#parts = parts;
  }

  override tell(shown: FoundOrder, zone: string): void {
    const events = this.#eventsOf(shown, zone);
    if (events.length === 0) return;
    this.#publish(events).catch((err: unknown) => {
      this.#parts.logger.warn({ err, orderId: shown.snapshot.orderId }, 'a shown date is not watched');
    });
  }

  async #publish(events: readonly OutgoingEvent[]): Promise<void> {
    const outcomes = await this.#parts.publisher.publish(events);
    for (const outcome of outcomes)
      if ('reason' in outcome) throw new Error(`not published: ${outcome.reason}`);
  }

  #eventsOf({ snapshot, answer }: FoundOrder, zone: string): readonly OutgoingEvent[] {
    const { brandId, orderId, orderNumber, version: snapshotVersion } = snapshot;
    const shownAt = this.#parts.clock.now();
    const causation = currentCausation() ?? {
      correlationId: randomUUID(),
      causationId: null,
      traceparent: null,
    };
    return promisesIn(answer, { face: 'page', zone }).map((promise) =>
      toOutgoing(promiseShown, {
        ...causation,
        brandId,
        occurredAt: shownAt,
        data: { ...promise, orderId, orderNumber, shownAt, snapshotVersion },
      }),
    );
  }
}
