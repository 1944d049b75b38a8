import { headers, type MsgHdrs } from '@nats-io/transport-node';

/** An event that a consumer could not take. On the wire: the original payload as it came, the rest in headers. */
export interface DeadLetter {
  /** Its place in DEAD_LETTERS, and its name for whoever replays it. */
  readonly sequence: number;
  readonly subject: string;
  /** The consumer that gave up; others may have taken the same event. */
  readonly durable: string;
  readonly reason: string;
  readonly code: string;
  /** How often the bus had delivered it, crashes and outages included. */
  readonly deliveries: number;
  readonly at: string;
  readonly payload: string;
}

export type Obituary = Pick<DeadLetter, 'subject' | 'durable' | 'reason' | 'code' | 'deliveries' | 'at'>;

export const DEAD_LETTER_PREFIX = 'deadletter.';
export const REPLAYED_HEADER = 'Tidings-Replayed';
/** The one durable that is to take a replayed event; the others had it the first time. */
export const REPLAY_FOR_HEADER = 'Tidings-Replay-For';

const names = {
  subject: 'Tidings-Subject',
  durable: 'Tidings-Durable',
  reason: 'Tidings-Reason',
  code: 'Tidings-Code',
  deliveries: 'Tidings-Deliveries',
  at: 'Tidings-At',
} as const satisfies Record<keyof Obituary, string>;

const MAX_HEADER_CHARS = 1_000;

export function toHeaders(obituary: Obituary): MsgHdrs {
  const written = headers();
  for (const [key, name] of Object.entries(names)) {
    const value = String(obituary[key as keyof Obituary]);
    // A line break would end the header.
    written.set(name, value.replaceAll(/[\r\n]+/g, ' ').slice(0, MAX_HEADER_CHARS));
  }
  return written;
}

export function fromHeaders(read: MsgHdrs): Obituary {
  return {
    subject: read.get(names.subject),
    durable: read.get(names.durable),
    reason: read.get(names.reason),
    code: read.get(names.code),
    deliveries: Number(read.get(names.deliveries)),
    at: read.get(names.at),
  };
}
