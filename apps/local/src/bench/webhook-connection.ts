import { connect, type Socket } from 'node:net';

export interface HttpAnswer {
  /** 0: the connection was lost before an answer came. */
  readonly status: number;
  readonly body: string;
}

const HEAD_END = '\r\n\r\n';

/**
 * One keep-alive connection that sends prepared requests one after the other. A general client costs several times the
 * processor time, on the very cores whose work is measured.
 */
export class WebhookConnection {
  readonly #host: string;
  readonly #port: number;
  #socket: Socket | null = null;
  #received = '';
  #onAnswer: ((answer: HttpAnswer) => void) | null = null;

  constructor(url: URL) {
    this.#host = url.hostname;
    this.#port = Number(url.port);
  }

  send(request: Buffer, onAnswer: (answer: HttpAnswer) => void): void {
    this.#onAnswer = onAnswer;
    this.#open().write(request);
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #open(): Socket {
    if (this.#socket !== null) return this.#socket;
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true });
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => this.#take(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#settle({ status: 0, body: '' });
    });
    this.#socket = socket;
    return socket;
  }

  #take(chunk: string): void {
    this.#received += chunk;
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = this.#received.slice(0, headEnd);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    const bodyAt = headEnd + HEAD_END.length;
    if (this.#received.length < bodyAt + length) return;
    const answer = { status: Number(head.slice(9, 12)), body: this.#received.slice(bodyAt, bodyAt + length) };
    this.#settle(answer);
  }

  #settle(answer: HttpAnswer): void {
    this.#received = '';
    const onAnswer = this.#onAnswer;
    this.#onAnswer = null;
    onAnswer?.(answer);
  }
}
