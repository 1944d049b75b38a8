import { answersOrderGet, decisionsList, messagesList } from '@tidings/contracts';
import type { RpcClient } from '@tidings/messaging';
import type { DecisionFacts, MessageFacts } from '@tidings/wording';
import { type FoundOrder, OrderBook } from '../../ports/order-book.js';

export class RpcOrderBook extends OrderBook {
  readonly #rpc: RpcClient;

  constructor(rpc: RpcClient) {
    super();
    this.#rpc = rpc;
  }

  override find(brandId: string, orderNumber: string): Promise<FoundOrder | null> {
    return this.#rpc.call(answersOrderGet, { brandId, by: { orderNumber } });
  }

  override async decisionsOf(brandId: string, orderNumber: string): Promise<readonly DecisionFacts[]> {
    const { decisions } = await this.#rpc.call(decisionsList, { brandId, orderNumber });
    return decisions as readonly DecisionFacts[];
  }

  override async messagesOf(brandId: string, orderNumber: string): Promise<readonly MessageFacts[]> {
    return (await this.#rpc.call(messagesList, { brandId, orderNumber })).messages;
  }
}
