import { Controller } from '@nestjs/common';
import { decisionsConfirm, decisionsList, type ReplyOf, type RequestOf } from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { ConfirmMessages } from '../../core/confirm-messages.js';
import { DecisionLog } from '../../ports/decision-log.js';

/** What other services may ask the engine. */
@Controller()
export class QuestionsController {
  readonly #confirm: ConfirmMessages;
  readonly #log: DecisionLog;

  constructor(confirm: ConfirmMessages, log: DecisionLog) {
    this.#confirm = confirm;
    this.#log = log;
  }

  @AnswerRpc(decisionsConfirm)
  async confirm({ messages }: RequestOf<typeof decisionsConfirm>): Promise<ReplyOf<typeof decisionsConfirm>> {
    return { confirmed: await this.#confirm.confirm(messages) };
  }

  @AnswerRpc(decisionsList)
  async list({
    brandId,
    orderNumber,
  }: RequestOf<typeof decisionsList>): Promise<ReplyOf<typeof decisionsList>> {
    return { decisions: [...(await this.#log.listDecisions(brandId, orderNumber))] };
  }
}
