import type { z } from 'zod';

/** A query or command over NATS request/reply. Commands carry an idempotency key in their request and answer after commit. */
export interface RpcContract<Request = unknown, Reply = unknown> {
  /** `<service>.<entity>.<verb>` */
  readonly subject: string;
  readonly description: string;
  readonly service: string;
  readonly request: z.ZodType<Request>;
  readonly reply: z.ZodType<Reply>;
  readonly timeoutMs: number;
}

export type RequestOf<Contract> = Contract extends RpcContract<infer Request, infer _> ? Request : never;
export type ReplyOf<Contract> = Contract extends RpcContract<infer _, infer Reply> ? Reply : never;

export function defineRpc<Request, Reply>(
  contract: RpcContract<Request, Reply>,
): RpcContract<Request, Reply> {
  return contract;
}
