import { deflateSync, inflateSync } from 'node:zlib';

/** A document of some kB says the same words again and again within a few of them. */
const options = { level: 1, windowBits: 13 };

const BRACE = '{'.charCodeAt(0);

/** JSON of some kB in about a quarter of its bytes. */
export function packDocument(json: string): Buffer {
  return deflateSync(json, options);
}

/** @param bytes of `packDocument`, or JSON as it was kept before there was one: no zlib stream begins with a brace */
export function unpackDocument(bytes: Buffer): string {
  return (bytes[0] === BRACE ? bytes : inflateSync(bytes)).toString();
}
