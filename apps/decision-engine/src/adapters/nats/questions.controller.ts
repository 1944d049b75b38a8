import { Controller } from '@nestjs/common';
import {
  casesChoose,
  decisionsConfirm,
  decisionsList,
  type ReplyOf,
  type RequestOf,
} from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { ChooseForCase } from '../../core/choose-for-case.js';
import { ConfirmMessages } from '../../core/confirm-messages.js';
import { DecisionLog } from '../../ports/decision-log.js';

/** What other services may ask the engine. */
@Controller()
export class QuestionsController {
  readonly #confirm: ConfirmMessages;
  readonly #log: DecisionLog;
  readonly #choose: ChooseForCase;

  constructor(confirm: ConfirmMessages, log: DecisionLog, choose: ChooseForCase) {
    this.#confirm = confirm;
    this.#log = log;
    this.#choose = choose;
  }

  @AnswerRpc(decisionsConfirm)
  async confirm({ messages }: RequestOf<typeof decisionsConfirm>): Promise<ReplyOf<typeof decisionsConfirm>> {
    return { confirmed: await this.#confirm.confirm(messages) };
  }

  @AnswerRpc(casesChoose)
  choose(asked: RequestOf<typeof casesChoose>): Promise<ReplyOf<typeof casesChoose>> {
    return this.#choose.choose(asked);
  }

  @AnswerRpc(decisionsList)
  async list({
    brandId,
    orderNumber,
  }: RequestOf<typeof decisionsList>): Promise<ReplyOf<typeof decisionsList>> {
    return { decisions: [...(await this.#log.listDecisions(brandId, orderNumber))] };
  }
}
