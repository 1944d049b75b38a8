import { decisionsConfirm } from '@tidings/contracts';
import type { Answer } from '@tidings/domain';
import type { RpcClient } from '@tidings/messaging';
import type { Logger } from 'pino';
import { type AskedMessage, messageIdentity, Truth } from '../../ports/truth.js';

export class EngineTruth extends Truth {
  readonly #rpc: RpcClient;
  readonly #logger: Logger;

  constructor(rpc: RpcClient, logger: Logger) {
    super();
    this.#rpc = rpc;
    this.#logger = logger;
  }

  override async confirm(messages: readonly AskedMessage[]): Promise<ReadonlyMap<string, Answer> | null> {
    try {
      const byBrand = [...Map.groupBy(messages, ({ brandId }) => brandId)];
      const confirmed = await Promise.all(byBrand.map(([brandId, asked]) => this.#ask(brandId, asked)));
      return new Map(confirmed.flat());
    } catch (err) {
      this.#logger.warn({ err }, 'the engine could not be asked what is still true; its messages wait');
      return null;
    }
  }

  async #ask(brandId: string, messages: AskedMessage[]): Promise<[string, Answer][]> {
    const { confirmed } = await this.#rpc.call(decisionsConfirm, { messages });
    return confirmed.map(({ key, answer }) => [messageIdentity({ brandId, key }), answer]);
  }
}
