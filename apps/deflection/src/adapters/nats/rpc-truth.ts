import { decisionsConfirm, type TicketRequest } from '@tidings/contracts';
import type { Answer } from '@tidings/domain';
import type { RpcClient } from '@tidings/messaging';
import { Truth } from '../../ports/truth.js';

export class RpcTruth extends Truth {
  readonly #rpc: RpcClient;

  constructor(rpc: RpcClient) {
    super();
    this.#rpc = rpc;
  }

  override async confirm(
    brandId: string,
    { orderId, key }: Pick<TicketRequest, 'orderId' | 'key'>,
  ): Promise<Answer | null> {
    const { confirmed } = await this.#rpc.call(decisionsConfirm, { messages: [{ brandId, orderId, key }] });
    return confirmed.find((each) => each.key === key)?.answer ?? null;
  }
}
