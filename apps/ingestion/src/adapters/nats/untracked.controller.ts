import { Controller } from '@nestjs/common';
import { ingestionUntrackedList, type ReplyOf, type RequestOf } from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { listUntracked } from '../../core/following/list-untracked.js';
import { TrackingStore } from '../../ports/tracking-store.js';

@Controller()
export class UntrackedController {
  readonly #store: TrackingStore;

  constructor(store: TrackingStore) {
    this.#store = store;
  }

  @AnswerRpc(ingestionUntrackedList)
  list({
    brandId,
    ...page
  }: RequestOf<typeof ingestionUntrackedList>): Promise<ReplyOf<typeof ingestionUntrackedList>> {
    return listUntracked(this.#store, brandId, page);
  }
}
