import { createRpcClient, type RpcClient } from '@tidings/messaging';
import { reachBus } from './reach-bus.js';

/** Asks the running services over `NATS_URL`, for as long as the work takes. */
export async function withRpc<Result>(work: (rpc: RpcClient) => Promise<Result>): Promise<Result> {
  const rpc = createRpcClient({ servers: await reachBus(), name: 'tidings cli', isQuiet: true });
  try {
    return await work(rpc);
  } finally {
    await rpc.close();
  }
}
