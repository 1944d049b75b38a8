import { randomUUID } from 'node:crypto';
import { composeShowing, type OutgoingEvent, readShowing, type ShownAnswer } from '@tidings/contracts';
import type { TellingFace } from '@tidings/domain';
import type { Publisher } from '@tidings/messaging';
import type { Logger } from 'pino';
import { currentCausation } from '../logging/causation-scope.js';
import type { Clock } from '../time/clock.js';

export interface PublishedShowingsParts {
  readonly face: Exclude<TellingFace, 'ticket'>;
  readonly publisher: Pick<Publisher, 'publish'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Tells what a face showed to somebody who looked or asked. Read again it is the same: the bus and the engine take it once. */
export class PublishedShowings {
  readonly #parts: PublishedShowingsParts;

  constructor(parts: PublishedShowingsParts) {
    this.#parts = parts;
  }

  /** Nobody waits for it: what cannot be told is logged. */
  tell(shown: ShownAnswer, zone: string): void {
    const { clock, face, logger } = this.#parts;
    const { brandId, orderId } = shown.snapshot;
    const causation = currentCausation() ?? {
      correlationId: randomUUID(),
      causationId: null,
      traceparent: null,
    };
    const occasion = { ...causation, brandId, occurredAt: clock.now() };
    const showing = readShowing(shown, { face, zone });
    const events = composeShowing(showing, { told: { face, ticketId: null }, occasion });
    if (events.length === 0) return;
    this.#publish(events).catch((err: unknown) => {
      logger.warn({ err, orderId }, `what a ${face} showed is not watched`);
    });
  }

  async #publish(events: readonly OutgoingEvent[]): Promise<void> {
    const outcomes = await this.#parts.publisher.publish(events);
    for (const outcome of outcomes)
      if ('reason' in outcome) throw new Error(`not published: ${outcome.reason}`);
  }
}
