import { Controller } from '@nestjs/common';
import {
  commerceOrderRecorded,
  type ErasedSubject,
  orderSnapshotUpdated,
  privacySubjectErased,
  type RecordedOrder,
} from '@tidings/contracts';
import { orderSnapshotSchema } from '@tidings/domain';
import { ConsumeBatch, type ReceivedEvent } from '@tidings/messaging';
import type { z } from 'zod';
import { RecordProofs } from '../../core/record-proofs.js';
import { recordSnapshots } from '../../core/record-snapshots.js';
import { SnapshotStore } from '../../ports/snapshot-store.js';

const MAX_BATCH = 200;
/** Nobody reads an order within this time of its change; a batch costs what one of its snapshots does. */
const LINGER_MS = 40;

/** The rest of a snapshot is read when somebody asks: most are replaced before anybody does. */
const snapshotHeadSchema = orderSnapshotSchema.pick({
  brandId: true,
  orderId: true,
  orderNumber: true,
  version: true,
  token: true,
  asOf: true,
});
type SnapshotHead = z.infer<typeof snapshotHeadSchema>;

/** What the questions are answered from. Seeing an event twice changes nothing: only newer versions are kept. */
@Controller()
export class ProjectionsConsumer {
  readonly #snapshots: SnapshotStore;
  readonly #proofs: RecordProofs;

  constructor(snapshots: SnapshotStore, proofs: RecordProofs) {
    this.#snapshots = snapshots;
    this.#proofs = proofs;
  }

  @ConsumeBatch(orderSnapshotUpdated, {
    durable: 'answers-snapshots',
    maxBatch: MAX_BATCH,
    lingerMs: LINGER_MS,
    reads: snapshotHeadSchema,
  })
  async onSnapshots(batch: ReceivedEvent<SnapshotHead>[]): Promise<void> {
    const told = batch.map(({ brandId, data, dataText }) => ({
      brandId,
      snapshot: { ...data, document: dataText },
    }));
    await recordSnapshots(this.#snapshots, told);
  }

  @ConsumeBatch(commerceOrderRecorded, { durable: 'answers-proofs', maxBatch: MAX_BATCH })
  async onOrders(batch: ReceivedEvent<RecordedOrder>[]): Promise<void> {
    await this.#proofs.record(batch.map(({ brandId, data }) => ({ brandId, recorded: data })));
  }

  @ConsumeBatch(privacySubjectErased, { durable: 'answers-erasures' })
  async onErasures(batch: ReceivedEvent<ErasedSubject>[]): Promise<void> {
    for (const { brandId, data } of batch) await this.#proofs.forget({ brandId, ...data });
  }
}
