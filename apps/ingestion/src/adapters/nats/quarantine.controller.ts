import { Controller } from '@nestjs/common';
import { ingestionQuarantineRenormalise, type ReplyOf, type RequestOf } from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { parseJson } from '@tidings/platform';
import { renormalise } from '../../core/renormalise.js';
import { QuarantineStore } from '../../ports/quarantine-store.js';
import { ConfiguredSources } from '../plugins/configured-sources.js';

@Controller()
export class QuarantineController {
  readonly #store: QuarantineStore;
  readonly #configured: ConfiguredSources;

  constructor(store: QuarantineStore, configured: ConfiguredSources) {
    this.#store = store;
    this.#configured = configured;
  }

  @AnswerRpc(ingestionQuarantineRenormalise)
  renormalise(
    filter: RequestOf<typeof ingestionQuarantineRenormalise>,
  ): Promise<ReplyOf<typeof ingestionQuarantineRenormalise>> {
    const interpreterOf = (receipt: { brandId: string; source: string }) =>
      this.#configured.find(receipt)?.interpret;
    return renormalise(this.#store, filter, { interpreterOf, parse: parseJson });
  }
}
