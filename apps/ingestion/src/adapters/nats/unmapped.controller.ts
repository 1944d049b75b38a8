import { Controller } from '@nestjs/common';
import { findCarrierPlugin, suggestMeaning } from '@tidings/carriers';
import { ingestionUnmappedList, type ReplyOf, type RequestOf } from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { UnmappedStore } from '../../ports/unmapped-store.js';
import { ConfiguredSources } from '../plugins/configured-sources.js';

@Controller()
export class UnmappedController {
  readonly #store: UnmappedStore;
  readonly #configured: ConfiguredSources;

  constructor(store: UnmappedStore, configured: ConfiguredSources) {
    this.#store = store;
    this.#configured = configured;
  }

  @AnswerRpc(ingestionUnmappedList)
  async list(
    filter: RequestOf<typeof ingestionUnmappedList>,
  ): Promise<ReplyOf<typeof ingestionUnmappedList>> {
    const found = await this.#store.list(filter);
    const codes = found.map((finding) => {
      const plugin = findCarrierPlugin(this.#configured.find(finding)?.plugin ?? '');
      const suggestion = plugin === undefined ? null : suggestMeaning(plugin, finding);
      return { ...finding, receiptIds: [...finding.receiptIds], suggestion };
    });
    return { codes };
  }
}
