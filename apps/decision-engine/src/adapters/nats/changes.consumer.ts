import { Controller } from '@nestjs/common';
import {
  commerceOrderRecorded,
  messagingMessageSettled,
  promiseShown,
  type RecordedOrder,
  type SettledMessage,
  type ShownPromise,
  type SourceHealth,
  sourceHealthChanged,
  type StatusShowing,
  statusShown,
  type TrackingCoverage,
  trackingCoverageChanged,
  type TrackingReport,
  trackingReportRecorded,
} from '@tidings/contracts';
import { ConsumeBatch, type ReceivedEvent } from '@tidings/messaging';
import type { ChangeOrigin } from '../../core/change.js';
import { ProcessChanges } from '../../core/process-changes.js';
import { SourceWatch } from '../../core/watch-sources.js';

const MAX_BATCH = 200;
/** Reports come in the groups in which they were written: there is little more to wait for. */
const REPORTS_LINGER_MS = 6;
/** What became of a message is history already. */
const SETTLED_LINGER_MS = 300;
const REPORTS_DURABLE = 'decision-engine-reports';
const ORDERS_DURABLE = 'decision-engine-orders';

/** The consumers whose backlog tells how far the engine lags behind what came in. */
export const INTAKE_CONSUMERS = [
  { contract: trackingReportRecorded, durable: REPORTS_DURABLE },
  { contract: commerceOrderRecorded, durable: ORDERS_DURABLE },
] as const;

/** Everything that can move an order arrives here, and takes the same path. */
@Controller()
export class ChangesConsumer {
  readonly #changes: ProcessChanges;
  readonly #sources: SourceWatch;

  constructor(changes: ProcessChanges, sources: SourceWatch) {
    this.#changes = changes;
    this.#sources = sources;
  }

  @ConsumeBatch(trackingReportRecorded, {
    durable: REPORTS_DURABLE,
    maxBatch: MAX_BATCH,
    lingerMs: REPORTS_LINGER_MS,
  })
  async onReports(batch: ReceivedEvent<TrackingReport>[]): Promise<void> {
    // First: a report shows that its source can see, also what it reports itself.
    await this.#sources.recordProofs(batch.map(({ brandId, data }) => ({ brandId, ...data })));
    await this.#changes.process(
      batch.map((event) => ({ kind: 'report', ...originOf(event), report: asHistory(event) })),
    );
  }

  @ConsumeBatch(commerceOrderRecorded, { durable: ORDERS_DURABLE, maxBatch: MAX_BATCH })
  async onOrders(batch: ReceivedEvent<RecordedOrder>[]): Promise<void> {
    await this.#changes.process(
      batch.map((event) => ({ kind: 'order', ...originOf(event), recorded: asHistory(event) })),
    );
  }

  @ConsumeBatch(messagingMessageSettled, {
    durable: 'decision-engine-settled',
    maxBatch: MAX_BATCH,
    lingerMs: SETTLED_LINGER_MS,
  })
  async onSettled(batch: ReceivedEvent<SettledMessage>[]): Promise<void> {
    await this.#changes.process(
      batch.map((event) => ({ kind: 'settled', ...originOf(event), settled: event.data })),
    );
  }

  @ConsumeBatch(promiseShown, { durable: 'decision-engine-promises', maxBatch: MAX_BATCH })
  async onPromises(batch: ReceivedEvent<ShownPromise>[]): Promise<void> {
    await this.#changes.process(
      batch.map((event) => ({ kind: 'promise', ...originOf(event), shown: event.data })),
    );
  }

  @ConsumeBatch(statusShown, { durable: 'decision-engine-statuses', maxBatch: MAX_BATCH })
  async onStatuses(batch: ReceivedEvent<StatusShowing>[]): Promise<void> {
    await this.#changes.process(
      batch.map((event) => ({ kind: 'status', ...originOf(event), showing: event.data })),
    );
  }

  @ConsumeBatch(sourceHealthChanged, { durable: 'decision-engine-sources' })
  async onSourceHealth(batch: ReceivedEvent<SourceHealth>[]): Promise<void> {
    await this.#sources.recordHealth(batch.map(({ brandId, data }) => ({ brandId, ...data })));
  }

  @ConsumeBatch(trackingCoverageChanged, { durable: 'decision-engine-coverage' })
  async onCoverage(batch: ReceivedEvent<TrackingCoverage>[]): Promise<void> {
    await this.#sources.recordCoverage(batch.map(({ brandId, data }) => ({ brandId, ...data })));
  }
}

/** What was a dead letter and is tried again may be old: it is taken in, and not spoken about. */
function asHistory<Data extends { readonly isHistory: boolean }>({
  data,
  isReplayed,
}: ReceivedEvent<Data>): Data {
  return isReplayed ? { ...data, isHistory: true } : data;
}

function originOf({ brandId, correlationId, id, traceparent }: ReceivedEvent): ChangeOrigin {
  return { brandId, correlationId, causationId: id, traceparent };
}
