import { Controller } from '@nestjs/common';
import { durationsRead, type ReplyOf, type RequestOf } from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { tellDurations } from '../../core/tell-durations.js';
import { BrandRulesSource } from '../../ports/brand-rules.js';
import { DurationStore } from '../../ports/duration-store.js';

/** Durations, for the command line. */
@Controller()
export class DurationsRpcController {
  readonly #store: DurationStore;
  readonly #brands: BrandRulesSource;

  constructor(store: DurationStore, brands: BrandRulesSource) {
    this.#store = store;
    this.#brands = brands;
  }

  @AnswerRpc(durationsRead)
  async read({ brandId }: RequestOf<typeof durationsRead>): Promise<ReplyOf<typeof durationsRead>> {
    // Else a slip of the keyboard would look like a brand that has learned nothing.
    this.#brands.rulesOf(brandId);
    return tellDurations(await this.#store.read(brandId));
  }
}
