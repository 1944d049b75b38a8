import { type Bus, connectBus, type Log } from '@tidings/messaging';
import { CommandFailed } from './command.js';
import { readCliConfig } from './config.js';

/** A command prints what it found; what a connection has to say in between is nobody's result. */
export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The bus at `NATS_URL`, for as long as the work takes. @throws CommandFailed where nobody answers there */
export async function withBus<Result>(work: (bus: Bus) => Promise<Result>): Promise<Result> {
  const bus = await connect();
  try {
    return await work(bus);
  } finally {
    await bus.close();
  }
}

async function connect(): Promise<Bus> {
  const { natsUrl } = readCliConfig();
  try {
    return await connectBus({ servers: natsUrl, name: 'tidings cli', log: quiet, failsFast: true });
  } catch (cause) {
    // The client says what it could not do, its cause why.
    const why = String((cause instanceof Error ? cause.cause : undefined) ?? cause);
    throw new CommandFailed(`nobody answers at NATS_URL ${natsUrl}: ${why}`, { cause });
  }
}
