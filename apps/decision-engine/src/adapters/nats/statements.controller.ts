import { Controller } from '@nestjs/common';
import { type ReplyOf, type RequestOf, statementsList } from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { StatementBook } from '../../ports/statement-book.js';

/** What a rule said. */
@Controller()
export class StatementsController {
  readonly #book: StatementBook;

  constructor(book: StatementBook) {
    this.#book = book;
  }

  @AnswerRpc(statementsList)
  async list({
    after,
    limit,
    ...window
  }: RequestOf<typeof statementsList>): Promise<ReplyOf<typeof statementsList>> {
    const { statements, next } = await this.#book.list(window, { after, limit });
    return { statements: [...statements], next };
  }
}
