import { randomBytes } from 'node:crypto';
import { jetstream, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

const IN_FLIGHT = 200;
const MESSAGE_BYTES = 1_500;
const STREAM = 'RAW_PUBLISH';

/** How many messages of 1.5 kB with a message id JetStream stores in a second, 200 in flight: this machine's NATS at best. */
export async function measureRawPublishes(natsUrl: string, durationMs: number): Promise<number> {
  const connection = await connect({ servers: natsUrl });
  const manager = await jetstreamManager(connection);
  try {
    await manager.streams.add({
      name: STREAM,
      subjects: ['raw.publish'],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
    });
    const js = jetstream(connection);
    const payload = randomBytes(MESSAGE_BYTES);
    const startedAt = performance.now();
    let published = 0;
    const publishOneAfterTheOther = async (lane: number): Promise<void> => {
      for (let n = 0; performance.now() - startedAt < durationMs; n++) {
        await js.publish('raw.publish', payload, { msgID: `${lane}-${n}` });
        published += 1;
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, (_, lane) => publishOneAfterTheOther(lane)));
    return published / ((performance.now() - startedAt) / 1_000);
  } finally {
    await manager.streams.delete(STREAM).catch(() => undefined);
    await connection.close();
  }
}
