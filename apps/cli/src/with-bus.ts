import { type Bus, connectBus, type Log } from '@tidings/messaging';
import { reachBus } from './reach-bus.js';

/** A command prints what it found; what a connection has to say in between is nobody's result. */
export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The bus at `NATS_URL`, for as long as the work takes. */
export async function withBus<Result>(work: (bus: Bus) => Promise<Result>): Promise<Result> {
  const bus = await connectBus({ servers: await reachBus(), name: 'tidings cli', log: quiet });
  try {
    return await work(bus);
  } finally {
    await bus.close();
  }
}
