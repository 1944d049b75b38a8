import { generateKeyPairSync } from 'node:crypto';

/** Sources that sign with a key pair; the private key holds the public one, so that one text does for both ends. */
const SIGNS_WITH_KEY: ReadonlySet<string> = new Set(['shipengine']);

export const KEY_ID = 'key-1';

/** What the source and we would share: a text with a ligature that survives no careless normalising, or a key. */
export function secretFor(pluginId: string): string {
  return SIGNS_WITH_KEY.has(pluginId) ? privateKeySet() : 'not-so-secret-ﬁ';
}

export function privateKeySet(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify({ keys: [{ ...privateKey.export({ format: 'jwk' }), kid: KEY_ID }] });
}
