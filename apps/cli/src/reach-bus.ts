import { connect } from 'node:net';
import { CommandFailed } from './command.js';
import { readCliConfig } from './config.js';

const NATS_PORT = 4222;
const TIMEOUT_MS = 5_000;

/**
 * Clients of the bus wait for it for ever, as services should; who types a command wants to hear that nobody is there.
 * @returns NATS_URL. @throws CommandFailed where none of its servers takes a connection
 */
export async function reachBus(): Promise<string> {
  const { natsUrl } = readCliConfig();
  try {
    await Promise.any(natsUrl.split(',').map(reach));
    return natsUrl;
  } catch (cause) {
    const why = cause instanceof AggregateError ? cause.errors.map(String).join(', ') : String(cause);
    throw new CommandFailed(`nobody answers at NATS_URL ${natsUrl}: ${why}`, { cause });
  }
}

async function reach(server: string): Promise<void> {
  const { hostname, port } = new URL(server.includes('://') ? server.trim() : `nats://${server.trim()}`);
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: port === '' ? NATS_PORT : Number(port), timeout: TIMEOUT_MS });
  try {
    await new Promise<void>((resolve, reject) => {
      socket
        .once('connect', resolve)
        .once('error', reject)
        .once('timeout', () => reject(new Error(`${server}: no answer in time`)));
    });
  } finally {
    socket.destroy();
  }
}
