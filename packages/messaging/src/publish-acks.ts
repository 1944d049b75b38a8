import type { PubAck } from '@nats-io/jetstream';
import { createInbox, type Msg, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';

/** What the server said to one publication. */
export type PublishReply =
  | { readonly kind: 'acknowledged'; readonly ack: PubAck }
  | { readonly kind: 'refused'; readonly errorCode: number; readonly reason: string }
  /** Nobody listens to the subject: there is no stream for it, or JetStream is not up. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unanswered' };

interface Waiting {
  readonly sentAtMs: number;
  readonly resolve: (reply: PublishReply) => void;
}

const CHECK_EVERY_MS = 250;
/** nats-server's status of a request without a responder. */
const NO_RESPONDERS = 503;

/**
 * Publications and their acknowledgements over one inbox. The client's own `publish` keeps a timer, a promise chain and a
 * stack trace for each message, which together cost more than sending it.
 */
export class PublishAcks {
  readonly #connection: NatsConnection;
  readonly #timeoutMs: number;
  readonly #isConnected: () => boolean;
  readonly #inbox = createInbox();
  readonly #waiting = new Map<string, Waiting>();
  #isListening = false;
  #next = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    connection: NatsConnection,
    { timeoutMs, isConnected }: { readonly timeoutMs: number; readonly isConnected: () => boolean },
  ) {
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
    this.#isConnected = isConnected;
  }

  /** @throws what the client throws for a message that it cannot send */
  publish(subject: string, payload: Uint8Array, headers: MsgHdrs): Promise<PublishReply> {
    this.#listen();
    const token = String(this.#next++);
    const { promise, resolve } = Promise.withResolvers<PublishReply>();
    this.#connection.publish(subject, payload, { headers, reply: `${this.#inbox}.${token}` });
    this.#waiting.set(token, { sentAtMs: performance.now(), resolve });
    this.#timer ??= setInterval(() => this.#giveUpLate(), CHECK_EVERY_MS);
    return promise;
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    this.#connection.subscribe(`${this.#inbox}.*`, {
      callback: (error, message) => {
        if (error === null) this.#receive(message);
      },
    });
  }

  #receive(message: Msg): void {
    const token = message.subject.slice(this.#inbox.length + 1);
    this.#settle(token, replyOf(message));
  }

  #settle(token: string, reply: PublishReply): void {
    this.#waiting.get(token)?.resolve(reply);
    this.#waiting.delete(token);
    if (this.#waiting.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** An acknowledgement that was under way when the connection broke comes no more. */
  #giveUpLate(): void {
    const lateMs = this.#isConnected() ? performance.now() - this.#timeoutMs : Infinity;
    for (const [token, { sentAtMs }] of this.#waiting) {
      if (sentAtMs > lateMs) return;
      this.#settle(token, { kind: 'unanswered' });
    }
  }
}

function replyOf(message: Msg): PublishReply {
  if (message.data.length === 0 && message.headers?.code === NO_RESPONDERS) return { kind: 'nobody' };
  const said = message.json<PubAck & { error?: { err_code: number; description: string } }>();
  if (said.error === undefined) return { kind: 'acknowledged', ack: said };
  return { kind: 'refused', errorCode: said.error.err_code, reason: said.error.description };
}
