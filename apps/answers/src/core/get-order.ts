import type { ReplyOf, RequestOf, answersOrderGet } from '@tidings/contracts';
import { answer, orderNumberKey } from '@tidings/domain';
import type { Clock } from '@tidings/platform';
import type { SnapshotStore } from '../ports/snapshot-store.js';

/** The order and all that may be said of it, for services that know whom they ask for; also its injection token. */
export class GetOrder {
  readonly #snapshots: SnapshotStore;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(snapshots: SnapshotStore, clock: Pick<Clock, 'now'>) {
    this.#snapshots = snapshots;
    this.#clock = clock;
  }

  async get({ brandId, by }: RequestOf<typeof answersOrderGet>): Promise<ReplyOf<typeof answersOrderGet>> {
    const key = 'orderNumber' in by ? { orderNumber: orderNumberKey(by.orderNumber) } : by;
    const snapshot = await this.#snapshots.find(brandId, key);
    return snapshot === null ? null : { snapshot, answer: answer(snapshot, 2, this.#clock.now()) };
  }
}
