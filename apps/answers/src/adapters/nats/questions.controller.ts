import { Controller } from '@nestjs/common';
import { answersOrderGet, type ReplyOf, type RequestOf } from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { GetOrder } from '../../core/get-order.js';

/** What other services may ask. */
@Controller()
export class QuestionsController {
  readonly #orders: GetOrder;

  constructor(orders: GetOrder) {
    this.#orders = orders;
  }

  @AnswerRpc(answersOrderGet)
  get(request: RequestOf<typeof answersOrderGet>): Promise<ReplyOf<typeof answersOrderGet>> {
    return this.#orders.get(request);
  }
}
