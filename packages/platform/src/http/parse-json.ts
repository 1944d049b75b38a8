import { Failure } from '../failure/failure.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_LIST = 0x5d;
const CLOSE_OBJECT = 0x7d;
const DEPTH = 64;

/**
 * Reads a body as JSON.
 * @throws Failure `invalid` when it is none, is not UTF-8, or nests deeper than `maxDepth`, which recursive code downstream
 * could not bear
 */
export function parseJson(body: Uint8Array | undefined, maxDepth = DEPTH): unknown {
  if (body === undefined || body.length === 0)
    throw new Failure('invalid', 'the body is empty; JSON is expected');
  if (isDeeperThan(maxDepth, body))
    throw new Failure('invalid', `the body nests deeper than ${maxDepth} levels`);
  try {
    return JSON.parse(utf8.decode(body));
  } catch (cause) {
    throw new Failure('invalid', 'the body is not JSON in UTF-8', { cause });
  }
}

function isDeeperThan(maxDepth: number, body: Uint8Array): boolean {
  let depth = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0;
    if (byte === QUOTE) at = endOfString(body, at);
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth++;
      if (depth > maxDepth) return true;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth--;
  }
  return false;
}

/** Continuation bytes of UTF-8 are never a quote, so bytes will do. */
function endOfString(body: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
  return at;
}
