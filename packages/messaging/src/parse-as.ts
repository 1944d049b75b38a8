import type { RpcContract } from '@tidings/contracts';
import { RpcError } from './rpc-error.js';

/** @throws RpcError `invalid`, naming the fields */
export function parseAs<T>(schema: RpcContract<unknown, T>['reply'], value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(all)'}: ${message}`);
  throw new RpcError('invalid', `${what}: ${fields.join('; ')}`);
}
