import { setTimeout as delay } from 'node:timers/promises';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { PauseBoard } from '@tidings/messaging';
import type { Logger } from 'pino';

/** Something that becomes due. */
export interface Queue {
  /** Deals with up to `limit` of what is due; answers how many there were. */
  work(limit: number): Promise<number>;
  /** Lets everything that waits at the gate be looked at now. */
  releaseHeld(): Promise<void>;
}

export interface WorkLoopParts {
  readonly queues: readonly Queue[];
  readonly board: PauseBoard;
  readonly logger: Logger;
}

/** Helpdesks allow some hundred calls a minute: more at once would only wait there. */
const AT_ONCE = 8;
/** Between looks at books in which nothing was due, when nobody wakes us. */
const POLL_MS = 500;
const AFTER_FAILURE_MS = 1_000;

/** Works off what is due for as long as the service lives; also its injection token. Nest starts and stops it. */
export class WorkLoop implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #parts: WorkLoopParts;
  #closing = new AbortController();
  #woken = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #lastTurnAtMs = performance.now();

  constructor(parts: WorkLoopParts) {
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
    this.#closing.abort();
    this.wake();
    await this.#running;
    await this.#parts.board.close();
  }

  /** There may be something to do. */
  wake(): void {
    this.#woken.abort();
  }

  /** How long ago it last looked, for readiness. */
  quietMs(): number {
    return performance.now() - this.#lastTurnAtMs;
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      this.#woken = new AbortController();
      const restMs = await this.#turn();
      if (restMs > 0) await delay(restMs, undefined, { signal: this.#woken.signal }).catch(() => undefined);
    }
  }

  /** Answers how long to rest after it. */
  async #turn(): Promise<number> {
    const { queues, logger } = this.#parts;
    try {
      let count = 0;
      for (const queue of queues) count += await queue.work(AT_ONCE);
      this.#lastTurnAtMs = performance.now();
      return count === 0 ? POLL_MS : 0;
    } catch (err) {
      logger.error({ err }, 'a turn failed; what it had begun comes again when its lease ends');
      return AFTER_FAILURE_MS;
    }
  }

  /** Somebody paused or resumed something: what waits at the gate is judged anew. */
  async #release(): Promise<void> {
    try {
      for (const queue of this.#parts.queues) await queue.releaseHeld();
      this.wake();
    } catch (err) {
      this.#parts.logger.warn({ err }, 'what waits at the gate could not be released; it is looked at soon');
    }
  }
}
