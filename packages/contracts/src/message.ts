import { hash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { OutgoingEvent } from './define-event.js';

/** Events of one subject that leave together: what the outbox keeps and the bus carries. */
export interface OutgoingMessage {
  /** The `Nats-Msg-Id`: the event's own, or a digest of the ids, so that only the very same events count as repeated. */
  readonly id: string;
  readonly subject: string;
  readonly eventCount: number;
  /** An envelope on each line; packed where that is worth it. */
  readonly body: Buffer;
}

/** JSON on one line has none. */
const BETWEEN = '\n';
const MAX_EVENTS = 32;
/** UTF-16 units. What a consumer has on its table is bounded by messages; this bounds it in bytes. */
const MAX_LENGTH = 65_536;
/** Envelopes of one subject say the same over and over. Fewer bytes than this cost more to pack than to carry. */
const WORTH_IT_BYTES = 8_192;
/** The first bytes of a zstd frame (RFC 8878, section 3.1.1); no JSON begins so. */
const PACKED = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** Level 1 takes 6 us for an envelope of 4 kB, leaves a twelfth of sixteen such, and more would not leave less. */
const PACKING = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
/** In bytes: what most messages hold comes out in one piece. By 16 kB, as zlib has it, takes half as long again and copies it all. */
const UNPACKING = { chunkSize: MAX_LENGTH };

/** As few messages as may be: one costs about the same for one event as for twenty. */
export function toMessages(events: readonly OutgoingEvent[]): OutgoingMessage[] {
  return groupEvents(events).map(toMessage);
}

/** The events of each message, in their order. */
export function groupEvents(events: readonly OutgoingEvent[]): OutgoingEvent[][] {
  return [...Map.groupBy(events, ({ subject }) => subject).values()].flatMap(cut);
}

/** @param events of one subject, at least one */
export function toMessage(events: readonly OutgoingEvent[]): OutgoingMessage {
  const [first, another] = events;
  if (first === undefined) throw new Error('a message holds at least one event');
  const { id, subject, payload } = first;
  if (another === undefined) return { id, subject, eventCount: 1, body: Buffer.from(payload) };
  return {
    id: `events:${hash('sha256', events.map((event) => event.id).join(BETWEEN), 'base64url')}`,
    subject,
    eventCount: events.length,
    body: pack(Buffer.from(events.map((event) => event.payload).join(BETWEEN))),
  };
}

/**
 * The envelopes that a message holds, as JSON, in their order.
 * @param eventCount as its header has it; of a single event the body is taken as it is, whatever that is
 * @throws Error for a body of several that is damaged
 */
export function textsOf(body: Uint8Array, eventCount: number): readonly string[] {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return eventCount > 1 ? unpack(bytes).toString().split(BETWEEN) : [bytes.toString()];
}

/** The events that were put into it. */
export function eventsOf({ id, subject, body, eventCount }: OutgoingMessage): readonly OutgoingEvent[] {
  return textsOf(body, eventCount).map((payload) => {
    const envelope = JSON.parse(payload) as { readonly id: string; readonly brandId: string };
    return { id: eventCount > 1 ? envelope.id : id, brandId: envelope.brandId, subject, payload };
  });
}

function cut(events: readonly OutgoingEvent[]): OutgoingEvent[][] {
  const pieces: OutgoingEvent[][] = [];
  let last: OutgoingEvent[] = [];
  let length = 0;
  for (const event of events) {
    if (last.length === 0 || last.length === MAX_EVENTS || length + event.payload.length > MAX_LENGTH) {
      last = [];
      length = 0;
      pieces.push(last);
    }
    last.push(event);
    length += event.payload.length;
  }
  return pieces;
}

function pack(text: Buffer): Buffer {
  return text.length < WORTH_IT_BYTES ? text : zstdCompressSync(text, PACKING);
}

function unpack(bytes: Buffer): Buffer {
  return bytes.subarray(0, PACKED.length).equals(PACKED) ? zstdDecompressSync(bytes, UNPACKING) : bytes;
}
