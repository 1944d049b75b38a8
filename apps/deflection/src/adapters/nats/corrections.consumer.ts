import { Controller } from '@nestjs/common';
import { decisionTicketRequested, type TicketRequest } from '@tidings/contracts';
import { ConsumeBatch, type ReceivedEvent } from '@tidings/messaging';
import { ReceiveCorrections } from '../../core/receive-corrections.js';

/** What was answered in tickets and is not so. */
@Controller()
export class CorrectionsConsumer {
  readonly #corrections: ReceiveCorrections;

  constructor(corrections: ReceiveCorrections) {
    this.#corrections = corrections;
  }

  @ConsumeBatch(decisionTicketRequested, { durable: 'deflection-corrections', maxBatch: 200 })
  async onRequests(batch: ReceivedEvent<TicketRequest>[]): Promise<void> {
    await this.#corrections.receive(
      batch.map(({ brandId, data, correlationId, id, traceparent }) => ({
        brandId,
        request: data,
        causation: { correlationId, causationId: id, traceparent },
      })),
    );
  }
}
