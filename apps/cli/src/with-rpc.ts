import { createRpcClient, type RpcClient } from '@tidings/messaging';
import { readCliConfig } from './config.js';
import { withBus } from './with-bus.js';

/**
 * Asks the running services over `NATS_URL`, for as long as the work takes. @throws CommandFailed where nobody answers there,
 * in the words of every other command: the client would say it with its first question, and as an answer of theirs.
 */
export function withRpc<Result>(work: (rpc: RpcClient) => Promise<Result>): Promise<Result> {
  return withBus(async () => {
    const { natsUrl } = readCliConfig();
    const rpc = createRpcClient({ servers: natsUrl, name: 'tidings cli', isQuiet: true });
    try {
      return await work(rpc);
    } finally {
      await rpc.close();
    }
  });
}
