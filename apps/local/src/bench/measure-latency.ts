import { DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { orderSnapshotUpdated, streams } from '@tidings/contracts';
import { eventTextsOf } from '@tidings/messaging';
import { build, type Histogram } from 'hdr-histogram-js';
import type { PipelineBed } from './pipeline-bed.js';
import type { HttpAnswer } from './webhook-connection.js';

/** Milliseconds from the answer that accepted a report to the snapshot that its decisions stand in. */
export interface Latency {
  readonly histogram: Histogram;
  /** Accepted reports whose snapshot was found; of two reports on one order in one batch only the later one has its own. */
  readonly matched: number;
  readonly reports: number;
}

const receiptIdIn = /"receiptId":"([^"]+)"/;
const isRepeat = /"duplicate":true/;
const causationIn = /"causationId":"[^"]*?([0-9a-f-]{36}):\d+"/;
/** Notes when each report was accepted; the bus itself says when its snapshot was stored, so nothing is read meanwhile. */
export class LatencyProbe {
  readonly #acceptedAtMs = new Map<string, number>();

  readonly onAnswer = ({ body }: HttpAnswer, atMs: number): void => {
    const receiptId = receiptIdIn.exec(body)?.[1];
    if (receiptId !== undefined && !isRepeat.test(body)) this.#acceptedAtMs.set(receiptId, atMs);
  };

  /** @param fromSequence of the snapshots' stream, as `lastSnapshot` gave it before the first report */
  async read({ sources }: PipelineBed, fromSequence: number): Promise<Latency> {
    const histogram = build({ lowestDiscernibleValue: 1, highestTrackableValue: 600_000_000 });
    const js = jetstream(sources.connection, { checkAPI: false });
    const consumer = await js.consumers.get(streams[orderSnapshotUpdated.stream].name, {
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: fromSequence + 1,
    });
    let left = (await consumer.info(true)).num_pending;
    let matched = 0;
    if (left > 0) {
      const messages = await consumer.consume();
      for await (const message of messages) {
        const storedAtMs = message.info.timestampNanos / 1e6;
        const acceptedAtMs = this.#acceptedIn(eventTextsOf(message.data, message.headers));
        for (const atMs of acceptedAtMs)
          histogram.recordValue(Math.max(1, Math.round((storedAtMs - atMs) * 1_000)));
        matched += acceptedAtMs.length;
        left -= 1;
        if (left === 0) break;
      }
    }
    return { histogram, matched, reports: this.#acceptedAtMs.size };
  }

  #acceptedIn(envelopes: readonly string[]): readonly number[] {
    return envelopes.flatMap((envelope) => this.#acceptedAtMs.get(reportOf(envelope)) ?? []);
  }
}

export async function lastSnapshot({ sources }: PipelineBed): Promise<number> {
  const manager = await jetstreamManager(sources.connection, { checkAPI: false });
  const { state } = await manager.streams.info(streams[orderSnapshotUpdated.stream].name);
  return state.last_seq;
}

export function percentileMs({ histogram }: Latency, percentile: number): number {
  return histogram.getValueAtPercentile(percentile) / 1_000;
}

function reportOf(envelope: string): string {
  return causationIn.exec(envelope)?.[1] ?? '';
}
