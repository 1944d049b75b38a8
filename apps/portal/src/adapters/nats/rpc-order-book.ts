import {
  answersOrderFind,
  answersOrderGet,
  casesChoose,
  casesCorrectAddress,
  type RequestOf,
} from '@tidings/contracts';
import type { RpcClient } from '@tidings/messaging';
import { type Choice, type FoundOrder, type LookUp, OrderBook } from '../../ports/order-book.js';

export class RpcOrderBook extends OrderBook {
  readonly #rpc: RpcClient;

  constructor(rpc: RpcClient) {
    super();
    this.#rpc = rpc;
  }

  override findByToken(brandId: string, token: string): Promise<FoundOrder | null> {
    return this.#rpc.call(answersOrderGet, { brandId, by: { token } });
  }

  override lookUp(asked: LookUp): Promise<FoundOrder | null> {
    return this.#rpc.call(answersOrderFind, asked);
  }

  override async choose(choice: Choice): Promise<void> {
    const { caseId, option } = choice;
    await this.#rpc.call(casesChoose, { ...choice, idempotencyKey: `page:${caseId}:${option}` });
  }

  override async correctAddress(given: RequestOf<typeof casesCorrectAddress>): Promise<void> {
    await this.#rpc.call(casesCorrectAddress, given);
  }
}
