import {
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { StreamContract } from '@tidings/contracts';
import type { Bus } from './connect-bus.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
const MEGABYTE = 1024 * 1024;
/** nats-server, errors.json: JSStreamNameExistErr, the name is in use with another configuration. */
const NAME_IN_USE = 10_058;

/** Creates the streams, or changes them to what the contracts say; safe to run in every service at every start. */
export async function ensureStreams(bus: Bus, streams: Iterable<StreamContract>): Promise<void> {
  await Promise.all([...streams].map((stream) => ensureStream(bus.jsm, stream)));
}

async function ensureStream(jsm: JetStreamManager, contract: StreamContract): Promise<void> {
  const { name, ...config } = configOf(contract);
  try {
    await jsm.streams.add({ name, ...config });
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === NAME_IN_USE)) {
      throw new Error(`stream ${name} (up to ${contract.maxMegabytes} MB) could not be made`, {
        cause: error,
      });
    }
    await jsm.streams.update(name, config);
  }
}

function configOf(contract: StreamContract) {
  return {
    name: contract.name,
    subjects: [...contract.subjects],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.Old,
    max_age: nanos(contract.maxAgeDays * DAY_MS),
    max_bytes: contract.maxMegabytes * MEGABYTE,
    duplicate_window: nanos(contract.dedupeWindowMinutes * MINUTE_MS),
    allow_direct: true,
  };
}
