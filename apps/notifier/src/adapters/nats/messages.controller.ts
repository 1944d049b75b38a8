import { Controller } from '@nestjs/common';
import {
  commerceOrderRecorded,
  decisionMessageRequested,
  type ErasedSubject,
  type MessageRequest,
  messagesList,
  privacySubjectErased,
  type RecordedOrder,
  type ReplyOf,
  type RequestOf,
} from '@tidings/contracts';
import { AnswerRpc, ConsumeBatch, type ReceivedEvent } from '@tidings/messaging';
import { contactOf } from '../../core/keep-contacts.js';
import { TakeIn } from '../../core/take-in.js';
import { SendStore } from '../../ports/send-store.js';

/** The sender waits as long for others that leave with it. */
const LINGER_MS = 150;

@Controller()
export class MessagesController {
  constructor(
    private readonly takeIn: TakeIn,
    private readonly sends: SendStore,
  ) {}

  @ConsumeBatch(decisionMessageRequested, { durable: 'notifier-messages', lingerMs: LINGER_MS })
  async accept(events: ReceivedEvent<MessageRequest>[]): Promise<void> {
    const asked = events.map(({ id, brandId, correlationId, traceparent, data }) => ({
      brandId,
      request: data,
      causation: { correlationId, causationId: id, traceparent },
    }));
    await this.takeIn.messages(asked);
  }

  @ConsumeBatch(commerceOrderRecorded, { durable: 'notifier-contacts' })
  async keepContacts(events: ReceivedEvent<RecordedOrder>[]): Promise<void> {
    await this.takeIn.orderContacts(events.flatMap(({ brandId, data }) => contactOf(brandId, data) ?? []));
  }

  @ConsumeBatch(privacySubjectErased, { durable: 'notifier-erasures' })
  async forget(events: ReceivedEvent<ErasedSubject>[]): Promise<void> {
    for (const { brandId, data } of events) await this.takeIn.erasure(brandId, data);
  }

  @AnswerRpc(messagesList)
  async list({
    brandId,
    orderNumber,
  }: RequestOf<typeof messagesList>): Promise<ReplyOf<typeof messagesList>> {
    return { messages: [...(await this.sends.list(brandId, orderNumber))] };
  }
}
