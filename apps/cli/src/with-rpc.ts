import { createRpcClient, type RpcClient } from '@tidings/messaging';
import { readCliConfig } from './config.js';

/** Asks the running services over `NATS_URL`, for as long as the work takes. */
export async function withRpc<Result>(work: (rpc: RpcClient) => Promise<Result>): Promise<Result> {
  const rpc = createRpcClient({ servers: readCliConfig().natsUrl, name: 'tidings cli', isQuiet: true });
  try {
    return await work(rpc);
  } finally {
    await rpc.close();
  }
}
