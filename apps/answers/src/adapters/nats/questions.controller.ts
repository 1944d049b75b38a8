import { Controller } from '@nestjs/common';
import { answersOrderFind, answersOrderGet, type ReplyOf, type RequestOf } from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { withoutDetails } from '@tidings/domain';
import { GetOrder } from '../../core/get-order.js';
import { TellOrderStatus } from '../../core/tell-order-status.js';

/** What other services may ask. */
@Controller()
export class QuestionsController {
  readonly #orders: GetOrder;

  readonly #statuses: TellOrderStatus;

  constructor(orders: GetOrder, statuses: TellOrderStatus) {
    this.#orders = orders;
    this.#statuses = statuses;
  }

  @AnswerRpc(answersOrderFind)
  async find(request: RequestOf<typeof answersOrderFind>): Promise<ReplyOf<typeof answersOrderFind>> {
    const told = await this.#statuses.tell(request);
    return told === null ? null : { ...told, snapshot: withoutDetails(told.snapshot) };
  }

  @AnswerRpc(answersOrderGet)
  get(request: RequestOf<typeof answersOrderGet>): Promise<ReplyOf<typeof answersOrderGet>> {
    return this.#orders.get(request);
  }
}
