export const RPC_ERROR_CODES = ['not_found', 'invalid', 'unavailable', 'conflict'] as const;
export type RpcErrorCode = (typeof RPC_ERROR_CODES)[number];

/** How a query or command failed, on either side of the wire. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: RpcErrorCode;

  constructor(code: RpcErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Read by whoever retries: the same call may succeed later. */
  get transient(): boolean {
    return this.code === 'unavailable';
  }
}

export function isRpcErrorCode(code: unknown): code is RpcErrorCode {
  return RPC_ERROR_CODES.some((known) => known === code);
}
