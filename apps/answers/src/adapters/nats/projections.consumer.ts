import { Controller } from '@nestjs/common';
import { commerceOrderRecorded, orderSnapshotUpdated, type RecordedOrder } from '@tidings/contracts';
import type { OrderSnapshot } from '@tidings/domain';
import { ConsumeBatch, type ReceivedEvent } from '@tidings/messaging';
import { RecordIdentities } from '../../core/record-identities.js';
import { recordSnapshots } from '../../core/record-snapshots.js';
import { SnapshotStore } from '../../ports/snapshot-store.js';

const MAX_BATCH = 200;

/** What the questions are answered from. Seeing an event twice changes nothing: only newer versions are kept. */
@Controller()
export class ProjectionsConsumer {
  readonly #snapshots: SnapshotStore;
  readonly #identities: RecordIdentities;

  constructor(snapshots: SnapshotStore, identities: RecordIdentities) {
    this.#snapshots = snapshots;
    this.#identities = identities;
  }

  @ConsumeBatch(orderSnapshotUpdated, { durable: 'answers-snapshots', maxBatch: MAX_BATCH })
  async onSnapshots(batch: ReceivedEvent<OrderSnapshot>[]): Promise<void> {
    const told = batch.map(({ brandId, data }) => ({ brandId, snapshot: data }));
    await recordSnapshots(this.#snapshots, told);
  }

  @ConsumeBatch(commerceOrderRecorded, { durable: 'answers-identities', maxBatch: MAX_BATCH })
  async onOrders(batch: ReceivedEvent<RecordedOrder>[]): Promise<void> {
    await this.#identities.record(batch.map(({ brandId, data }) => ({ brandId, recorded: data })));
  }
}
