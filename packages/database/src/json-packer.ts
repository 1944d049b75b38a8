import { crc32, inflateSync } from 'node:zlib';
import { compressSync, uncompressSync } from 'lz4-napi';

const [ARRAY, OBJECT] = ['['.charCodeAt(0), '{'.charCodeAt(0)];
/** The low half of a zlib stream's first byte, which names the method; no JSON array or object begins so. */
const DEFLATED = 8;
/** So that no dictionary's number looks like one of the above. */
const MOST_DICTIONARIES = 7;
/** A block alone does not tell when it is damaged: it becomes other words. */
const CHECKSUM_BYTES = 4;
const BLOCK_AT = 1 + CHECKSUM_BYTES;

/**
 * Packs JSON documents of one kind for a `bytea`: the number of a dictionary, the CRC-32 of what follows, and a block of LZ4
 * behind its size. The dictionary spares each document the keys and words that all of them have (ADR 14).
 */
export class JsonPacker {
  readonly #dictionaries: readonly Buffer[];
  readonly #newest: Buffer;

  /**
   * @param dictionaries one at least and seven at most; the last packs, and each opens what it packed. So a text that stands
   * here never changes: another is added behind it.
   */
  constructor(dictionaries: readonly string[]) {
    this.#dictionaries = dictionaries.map((text) => Buffer.from(text));
    const newest = this.#dictionaries.at(-1);
    if (newest === undefined || dictionaries.length > MOST_DICTIONARIES)
      throw new Error(`there are ${dictionaries.length} dictionaries, and may be 1 to ${MOST_DICTIONARIES}`);
    this.#newest = newest;
  }

  pack(json: string): Buffer {
    const block = compressSync(json, this.#newest);
    const packed = Buffer.allocUnsafe(BLOCK_AT + block.length);
    packed.writeUInt8(this.#dictionaries.length);
    packed.writeUInt32BE(crc32(block), 1);
    packed.set(block, BLOCK_AT);
    return packed;
  }

  /**
   * @param packed of `pack`, or an array or object as plain JSON (what a migration wrote) or deflated (what was written before
   * there were dictionaries)
   * @throws Error for bytes that are none of these, or broken
   */
  unpack(packed: Buffer): string {
    const [first] = packed;
    if (first === undefined) throw new Error('they are empty');
    if (first === ARRAY || first === OBJECT) return packed.toString();
    if ((first & 0x0f) === DEFLATED) return inflateSync(packed).toString();
    const dictionary = this.#dictionaries[first - 1];
    if (dictionary === undefined) throw new Error(`they begin with ${first}`);
    const block = packed.subarray(BLOCK_AT);
    if (packed.length < BLOCK_AT || packed.readUInt32BE(1) !== crc32(block))
      throw new Error('they are damaged');
    return uncompressSync(block, dictionary).toString();
  }
}
