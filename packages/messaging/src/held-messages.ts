import type { JsMsg } from '@nats-io/jetstream';
import type { Bus } from './connect-bus.js';
import { eventTextsOf } from './event-texts.js';
import { RecentMap } from './recent-map.js';

/** A message that NATS gave to this process. It is settled when the last of its events is. */
interface HeldMessage {
  readonly sequence: number;
  /** The newest delivery. */
  message: JsMsg;
  /** By their index: events that are neither done nor given back. */
  readonly open: Set<number>;
  readonly done: Set<number>;
  /** Of what was given back; null while nothing was. */
  againAfterMs: number | null;
}

/** One event of such a message. */
export interface Held {
  /** The message's sequence in its stream and the event's index in the message; the same in every delivery. */
  readonly place: string;
  readonly text: string;
  readonly index: number;
  readonly of: HeldMessage;
}

/** Knows what is on our table, so that a second delivery of it is not handled a second time. */
export class HeldMessages {
  readonly #bus: Bus;
  readonly #held = new Map<number, HeldMessage>();
  /** Acknowledgements that got lost, because the connection was away. */
  readonly #unacknowledged = new Set<number>();
  /** What was done of messages that come again for the rest. Another replica, or a restart, does it a second time. */
  readonly #done = new RecentMap<number, Set<number>>();
  #size = 0;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  /** Events that are not settled. */
  get size(): number {
    return this.#size;
  }

  /** @returns those of the message's events that there is something to do for */
  receive(message: JsMsg): readonly Held[] {
    const sequence = message.info.streamSequence;
    if (this.#unacknowledged.delete(sequence)) {
      message.ack();
      return [];
    }
    const known = this.#held.get(sequence);
    if (known !== undefined) {
      known.message = message;
      return [];
    }
    const done = this.#done.get(sequence) ?? new Set();
    this.#done.delete(sequence);
    const of: HeldMessage = { sequence, message, open: new Set(), done, againAfterMs: null };
    const events = eventTextsOf(message.data, message.headers)
      .map((text, index): Held => ({ place: `${sequence}.${index}`, text, index, of }))
      .filter(({ index }) => !done.has(index));
    for (const { index } of events) of.open.add(index);
    this.#size += events.length;
    this.#held.set(sequence, of);
    return events;
  }

  ack({ index, of }: Held): void {
    of.done.add(index);
    this.#close(of, index);
  }

  /** Asks for it to be delivered again, to any replica, once the others of its message are settled. */
  giveBack({ index, of }: Held, delayMs: number): void {
    of.againAfterMs = Math.max(of.againAfterMs ?? 0, delayMs);
    this.#close(of, index);
  }

  giveAllBack(): void {
    for (const of of this.#held.values()) of.message.nak();
    this.#held.clear();
    this.#size = 0;
  }

  /** Tells NATS that we live and are at work on them. */
  keepAlive(): void {
    if (!this.#bus.isConnected) return;
    for (const { message } of this.#held.values()) message.working();
  }

  #close(of: HeldMessage, index: number): void {
    if (!of.open.delete(index)) return;
    this.#size -= 1;
    if (of.open.size > 0 || !this.#held.delete(of.sequence)) return;
    if (of.againAfterMs !== null) {
      if (of.done.size > 0) this.#done.set(of.sequence, of.done);
      of.message.nak(of.againAfterMs);
      return;
    }
    if (!this.#bus.isConnected) this.#unacknowledged.add(of.sequence);
    of.message.ack();
  }
}
