import { deflateSync, inflateSync } from 'node:zlib';

// Our documents repeat what they said a few kB before, so a small window finds all there is to find. Most of the time goes into
// memory, and pieces of this size spare half of it.
const PRESSING = { level: 1, windowBits: 13, memLevel: 6, chunkSize: 4_096 };
const OPENING = { chunkSize: 8_192 };

const [ARRAY, OBJECT] = ['['.charCodeAt(0), '{'.charCodeAt(0)];
/** The low half of a zlib stream's first byte, which names the method; no JSON array or object begins so. */
const DEFLATED = 8;

/** JSON of some kB in about a quarter of its bytes, for a `bytea`. */
export function packJson(json: string | Buffer): Buffer {
  return deflateSync(json, PRESSING);
}

/**
 * @param packed of `packJson`, or an array or object as plain JSON, e.g. what a migration wrote
 * @throws Error for bytes that are neither, or broken
 */
export function unpackJson(packed: Buffer): string {
  const [first] = packed;
  if (first === undefined) throw new Error('they are empty');
  if ((first & 0x0f) === DEFLATED) return inflateSync(packed, OPENING).toString();
  if (first === ARRAY || first === OBJECT) return packed.toString();
  throw new Error(`they begin with ${first}`);
}
