import { Logger } from '@nestjs/common';
import { ClientNats, type ClientProxy } from '@nestjs/microservices';
import type { RpcContract } from '@tidings/contracts';
import { firstValueFrom, timeout } from 'rxjs';
import { outliveOutages } from './outlive-outages.js';
import { parseAs } from './parse-as.js';
import { isRpcErrorCode, RpcError } from './rpc-error.js';

/** Asks other services. */
export class RpcClient {
  readonly #proxy: Pick<ClientProxy, 'send' | 'close'>;

  constructor(proxy: Pick<ClientProxy, 'send' | 'close'>) {
    this.#proxy = proxy;
  }

  /** @throws RpcError only: `unavailable` when nobody answers within the contract's time, else what the service said */
  async call<Request, Reply>(contract: RpcContract<Request, Reply>, request: Request): Promise<Reply> {
    const { subject, timeoutMs } = contract;
    const asked = parseAs(contract.request, request, `request of ${subject}`);
    let reply: unknown;
    try {
      reply = await firstValueFrom(this.#proxy.send<unknown>(subject, asked).pipe(timeout(timeoutMs)));
    } catch (error) {
      throw toRpcError(subject, error);
    }
    return parseAs(contract.reply, reply, `reply of ${subject}`);
  }

  async close(): Promise<void> {
    await this.#proxy.close();
  }
}

export interface RpcClientOptions {
  readonly servers: string | string[];
  readonly name: string;
  /** The transport writes no log lines: for a program whose output others read. Holds for the whole process. */
  readonly isQuiet?: boolean;
}

/**
 * Connects with the first call. Where no server is, that one fails at once, as all do while a connection is interrupted, and the
 * next tries anew: so nothing goes on trying when the client is closed.
 */
export function createRpcClient({ isQuiet = false, ...options }: RpcClientOptions): RpcClient {
  if (isQuiet) Logger.overrideLogger(false);
  return new RpcClient(new ClientNats({ ...outliveOutages, waitOnFirstConnect: false, ...options }));
}

function toRpcError(subject: string, error: unknown): RpcError {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (isRpcErrorCode(code)) return new RpcError(code, String(message), { cause: error });
  const why = typeof message === 'string' ? message : String(error);
  return new RpcError('unavailable', `${subject}: ${why}`, { cause: error });
}
