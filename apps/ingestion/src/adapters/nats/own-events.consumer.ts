import { Controller } from '@nestjs/common';
import {
  commerceOrderRecorded,
  type RecordedOrder,
  type TrackingReport,
  trackingReportRecorded,
} from '@tidings/contracts';
import { ConsumeBatch, type ReceivedEvent } from '@tidings/messaging';
import { PublishLinks } from '../../core/shops/publish-links.js';
import { EnrolParcels } from '../../core/following/enrol-parcels.js';

const MAX_BATCH = 200;
/** Looks at a parcel are hours apart. */
const LINGER_MS = 250;

/** What this service publishes itself tells it which numbers to follow: off the path on which deliveries are taken in. */
@Controller()
export class OwnEventsConsumer {
  readonly #enrol: EnrolParcels;

  readonly #links: PublishLinks;

  constructor(enrol: EnrolParcels, links: PublishLinks) {
    this.#enrol = enrol;
    this.#links = links;
  }

  @ConsumeBatch(commerceOrderRecorded, { durable: 'ingestion-numbers', maxBatch: MAX_BATCH })
  async onOrders(batch: ReceivedEvent<RecordedOrder>[]): Promise<void> {
    await this.#enrol.onOrders(batch);
    await this.#links.onOrders(batch);
  }

  @ConsumeBatch(trackingReportRecorded, {
    durable: 'ingestion-news',
    maxBatch: MAX_BATCH,
    lingerMs: LINGER_MS,
  })
  async onReports(batch: ReceivedEvent<TrackingReport>[]): Promise<void> {
    await this.#enrol.onReports(batch);
  }
}
