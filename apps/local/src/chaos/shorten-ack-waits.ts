import { jetstreamManager } from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { streams } from '@tidings/contracts';

/**
 * What a killed consumer had in its hands is handed out again after the acknowledgement wait, half a minute. Once nobody is
 * killed any more there is nothing to be learnt from waiting that long; a service that starts would set it back.
 */
export async function shortenAckWaits(connection: NatsConnection, seconds: number): Promise<void> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  for (const { name } of Object.values(streams)) {
    for await (const { config } of manager.consumers.list(name)) {
      if (config.durable_name !== undefined)
        await manager.consumers.update(name, config.durable_name, { ack_wait: nanos(seconds * 1_000) });
    }
  }
}
