import { createHmac, timingSafeEqual } from 'node:crypto';
import { refused, verified, type Verification } from './request.js';

/** HMAC-SHA256; `parts` are signed as if they were one text. */
export function hmacSha256(secret: string, ...parts: readonly (string | Buffer)[]): Buffer {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** Compares without telling by its duration how much was right. */
export function isSameBytes(expected: Buffer, given: Buffer): boolean {
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Compares two secrets of any length in constant time. */
export function isSameSecret(expected: string, given: string): boolean {
  return isSameBytes(hmacSha256('compare', expected), hmacSha256('compare', given));
}

const SHAPE = { hex: /^[0-9a-f]{64}$/i, base64: /^[A-Za-z0-9+/]{43}=$/ } as const;

/** The 32 bytes that a header carries; null when they are not written as the scheme says. */
export function digestFrom(text: string, encoding: keyof typeof SHAPE): Buffer | null {
  return SHAPE[encoding].test(text) ? Buffer.from(text, encoding) : null;
}

/** Checks the given digest against what each secret would have signed. */
export function matchAny(
  given: Buffer | null,
  secrets: readonly string[],
  sign: (secret: string) => Buffer,
): Verification {
  if (given === null) return refused('malformed');
  let isMatch = false;
  for (const secret of secrets) isMatch = isSameBytes(sign(secret), given) || isMatch;
  return isMatch ? verified : refused('mismatch');
}
