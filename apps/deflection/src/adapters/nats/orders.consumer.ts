import { Controller } from '@nestjs/common';
import {
  commerceOrderRecorded,
  type ErasedSubject,
  privacySubjectErased,
  type RecordedOrder,
} from '@tidings/contracts';
import { ConsumeBatch, type ReceivedEvent } from '@tidings/messaging';
import { ForgetCustomer } from '../../core/forget-customer.js';
import { KeepOwners } from '../../core/keep-owners.js';

/** Whose each order is. Seeing an event twice changes nothing: only newer versions are kept. */
@Controller()
export class OrdersConsumer {
  readonly #owners: KeepOwners;
  readonly #customers: ForgetCustomer;

  constructor(owners: KeepOwners, customers: ForgetCustomer) {
    this.#owners = owners;
    this.#customers = customers;
  }

  @ConsumeBatch(commerceOrderRecorded, { durable: 'deflection-owners', maxBatch: 200 })
  async onOrders(batch: ReceivedEvent<RecordedOrder>[]): Promise<void> {
    await this.#owners.record(batch.map(({ brandId, data }) => ({ brandId, recorded: data })));
  }

  @ConsumeBatch(privacySubjectErased, { durable: 'deflection-erasures' })
  async onErasures(batch: ReceivedEvent<ErasedSubject>[]): Promise<void> {
    for (const { brandId, data } of batch) await this.#customers.forget(brandId, data);
  }
}
