import type { z } from 'zod';
import type { StorefrontError } from './port.js';

/** `invalid`, naming the first field at fault. */
export function reportInvalid(error: z.ZodError): StorefrontError {
  const [issue] = error.issues;
  const path = [
    ...(issue?.path ?? []),
    ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []),
  ];
  const field = path.map(String).join('.');
  return { code: 'invalid', message: issue?.message ?? 'not what the shop documents', field };
}
