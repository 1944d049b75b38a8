import { setTimeout as delay } from 'node:timers/promises';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { PauseBoard } from '@tidings/messaging';
import type { Logger } from 'pino';
import type { SendDue } from '../../core/send-due.js';
import type { Post } from '../../ports/post.js';
import type { SendStore } from '../../ports/send-store.js';

export interface SenderLoopParts {
  readonly sendDue: SendDue;
  readonly store: SendStore;
  readonly post: Post;
  readonly board: PauseBoard;
  readonly logger: Logger;
}

const BATCH = 50;
/** Between looks at books in which nothing was due, when nobody wakes us. */
const POLL_MS = 1_000;
/** A turn costs about the same for one message as for twenty, and nobody notices when a mail leaves this much later. */
const LINGER_MS = 250;
const AFTER_FAILURE_MS = 1_000;

/** Sends what is due, one turn after the other, for as long as the service lives. Nest starts and stops it. */
export class SenderLoop implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #parts: SenderLoopParts;
  #running: Promise<void> = Promise.resolve();
  #isClosing = false;
  #isWoken = false;
  #wake: () => void = () => undefined;
  #lastTurnAtMs = performance.now();

  constructor(parts: SenderLoopParts) {
    this.#parts = parts;
  }

  onApplicationBootstrap(): void {
    const { board } = this.#parts;
    board.onChange(() => void this.#release());
    board.start();
    this.#running = this.#run();
  }

  /** Finishes the turn that is under way. */
  async onApplicationShutdown(): Promise<void> {
    this.#isClosing = true;
    this.wake();
    await this.#running;
    await Promise.all([this.#parts.post.close(), this.#parts.board.close()]);
  }

  /** There may be something to do. */
  wake(): void {
    this.#isWoken = true;
    this.#wake();
  }

  /** How long ago it last looked, for readiness. */
  quietMs(): number {
    return performance.now() - this.#lastTurnAtMs;
  }

  async #run(): Promise<void> {
    while (!this.#isClosing) {
      this.#isWoken = false;
      const restMs = await this.#turn();
      if (restMs > 0 && !this.#isClosing) await this.#rest(restMs);
    }
  }

  /** Answers how long to rest after it. */
  async #turn(): Promise<number> {
    try {
      const count = await this.#parts.sendDue.run(BATCH);
      this.#lastTurnAtMs = performance.now();
      return count === BATCH ? 0 : POLL_MS;
    } catch (err) {
      this.#parts.logger.error(
        { err },
        'a turn of sending failed; what it had begun comes again when its lease ends',
      );
      return AFTER_FAILURE_MS;
    }
  }

  async #rest(restMs: number): Promise<void> {
    await delay(LINGER_MS);
    if (this.#isWoken || this.#isClosing) return;
    const woken = Promise.withResolvers<void>();
    this.#wake = woken.resolve;
    const timer = setTimeout(woken.resolve, restMs - LINGER_MS);
    await woken.promise;
    clearTimeout(timer);
  }

  /** Somebody paused or resumed something: what waits at the gate is judged anew. */
  async #release(): Promise<void> {
    try {
      await this.#parts.store.releaseHeld();
      this.wake();
    } catch (err) {
      this.#parts.logger.warn(
        { err },
        'what waits at the gate could not be released; it is looked at within minutes',
      );
    }
  }
}
