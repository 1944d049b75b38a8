import { Controller } from '@nestjs/common';
import { casesCorrectAddress, type ReplyOf, type RequestOf } from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { KeepAddress } from '../../core/keep-address.js';

/** What customers tell the agents by their order's page. */
@Controller()
export class AddressesController {
  readonly #addresses: KeepAddress;

  constructor(addresses: KeepAddress) {
    this.#addresses = addresses;
  }

  @AnswerRpc(casesCorrectAddress)
  async correct(asked: RequestOf<typeof casesCorrectAddress>): Promise<ReplyOf<typeof casesCorrectAddress>> {
    await this.#addresses.keep(asked);
    return { outcome: 'kept' };
  }
}
