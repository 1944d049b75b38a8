import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { headerOf, refused, verified, type SignedRequest, type Verification } from '@tidings/signatures';
import { z } from 'zod';
import type { CarrierWebhook } from '../port.js';

const SIGNATURE = 'x-shipengine-rsa-sha256-signature';
const KEY_ID = 'x-shipengine-rsa-sha256-key-id';
const TIMESTAMP = 'x-shipengine-timestamp';
const TOLERANCE_MS = 5 * 60_000;

const keySetSchema = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal('RSA') })).min(1),
});

/** The public key of an id; undefined when nobody knows it. */
export type FindKey = (kid: string) => KeyObject | undefined;

/**
 * ShipStation API docs, Webhook validation: RSA-SHA256 in base64 over the timestamp, a dot and the body, at most five minutes old.
 * The "secrets" are the texts of key sets as https://api.shipengine.com/jwks gives them: old and new while keys are turned over.
 */
export const shipengineWebhook: CarrierWebhook = {
  verify: (request) => verifyWithKeys(request, (kid) => findKeyIn(request.secrets, kid)),
  sign: signWithFirstKey,
  makeSecret: makeKeySet,
};

/** Verifies with keys from anywhere: configured, or fetched and kept by whoever calls. */
export function verifyWithKeys(request: SignedRequest, findKey: FindKey): Verification {
  const [signature, kid, timestamp] = [SIGNATURE, KEY_ID, TIMESTAMP].map((name) =>
    headerOf(request.headers, name),
  );
  if (!signature || !kid || !timestamp) return refused('missing');
  const sentAt = millisOf(timestamp);
  if (Number.isNaN(sentAt) || !/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return refused('malformed');
  const key = findKey(kid);
  const signed = signedBytes(timestamp, request.rawBody);
  if (key === undefined || !verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64')))
    return refused('mismatch');
  return Math.abs(Date.parse(request.now) - sentAt) <= TOLERANCE_MS ? verified : refused('stale');
}

export function isKeySet(text: string): boolean {
  return keysIn(text).length > 0;
}

function findKeyIn(keySets: readonly string[], kid: string): KeyObject | undefined {
  const jwk = keySets.flatMap(keysIn).find((key) => key['kid'] === kid);
  return jwk && toKey(() => createPublicKey({ key: jwk, format: 'jwk' }));
}

function keysIn(text: string): readonly JsonWebKey[] {
  try {
    const parsed = keySetSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.keys : [];
  } catch {
    return [];
  }
}

/** A key that cannot be read is a key that we do not have. */
function toKey(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Seconds since 1970 or ISO 8601: the docs show no example. */
function millisOf(timestamp: string): number {
  return /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1000 : Date.parse(timestamp);
}

function signedBytes(timestamp: string, rawBody: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${timestamp}.`), rawBody]);
}

/** @param keySet with a private key in it */
function signWithFirstKey(rawBody: Buffer, keySet: string, now: string): Readonly<Record<string, string>> {
  const [jwk] = keysIn(keySet);
  if (jwk === undefined) throw new Error('ShipEngine signs with the private key of a key set');
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    [KEY_ID]: String(jwk['kid']),
    [TIMESTAMP]: now,
    [SIGNATURE]: sign('RSA-SHA256', signedBytes(now, rawBody), key).toString('base64'),
  };
}

function makeKeySet(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify({ keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'key-1' }] });
}
