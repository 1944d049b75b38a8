import {
  AckPolicy,
  type ConsumerInfo,
  DeliverPolicy,
  JetStreamApiError,
  ReplayPolicy,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { streams } from '@tidings/contracts';
import type { Bus } from './connect-bus.js';
import type { Consumption } from './consume-batch.js';

/** nats-server, errors.json: JSConsumerAlreadyExists and JSConsumerNameExistErr, there is one with other settings. */
const ALREADY_EXISTS = new Set([10_148, 10_013]);

/** Makes the durable consumer, or changes it to what the code says. */
export async function ensureConsumer(bus: Bus, consumption: Consumption): Promise<ConsumerInfo> {
  const { contract, durable } = consumption;
  const stream = streams[contract.stream].name;
  const config = {
    filter_subject: contract.subject,
    ack_wait: nanos(consumption.ackWaitMs),
    max_ack_pending: consumption.maxAckPending,
    // We decide who has failed too often: NATS also counts crashes and outages.
    max_deliver: -1,
  };
  try {
    return await bus.jsm.consumers.add(stream, {
      durable_name: durable,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      replay_policy: ReplayPolicy.Instant,
      ...config,
    });
  } catch (error) {
    if (!(error instanceof JetStreamApiError && ALREADY_EXISTS.has(error.code))) {
      throw new Error(`consumer ${durable} on ${stream} could not be made`, { cause: error });
    }
    return bus.jsm.consumers.update(stream, durable, config);
  }
}
