import type { JsMsg } from '@nats-io/jetstream';
import type { Bus } from './connect-bus.js';

/** A message that NATS gave to this process and that is not settled yet. */
export interface Held {
  /** In its stream; the same in every delivery. */
  readonly sequence: number;
  /** The newest delivery. */
  message: JsMsg;
}

/** Knows what is on our table, so that a second delivery of it is not handled a second time. */
export class HeldMessages {
  readonly #bus: Bus;
  readonly #held = new Map<number, Held>();
  /** Acknowledgements that got lost, because the connection was away. */
  readonly #unacknowledged = new Set<number>();

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  get size(): number {
    return this.#held.size;
  }

  /** Null: there is nothing to do for it. */
  receive(message: JsMsg): Held | null {
    const sequence = message.info.streamSequence;
    if (this.#unacknowledged.delete(sequence)) {
      message.ack();
      return null;
    }
    const known = this.#held.get(sequence);
    if (known !== undefined) {
      known.message = message;
      return null;
    }
    const held = { sequence, message };
    this.#held.set(sequence, held);
    return held;
  }

  ack(held: Held): void {
    this.#held.delete(held.sequence);
    if (!this.#bus.isConnected) this.#unacknowledged.add(held.sequence);
    held.message.ack();
  }

  /** Asks for it to be delivered again, to any replica. */
  giveBack(held: Held, delayMs: number): void {
    this.#held.delete(held.sequence);
    held.message.nak(delayMs);
  }

  giveAllBack(): void {
    for (const held of this.#held.values()) this.giveBack(held, 0);
  }

  /** Tells NATS that we live and are at work on them. */
  keepAlive(): void {
    if (!this.#bus.isConnected) return;
    for (const { message } of this.#held.values()) message.working();
  }
}
