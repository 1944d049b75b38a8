import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { PolicyBoard } from '../../core/policy-board.js';
import type { ProcessChanges } from '../../core/process-changes.js';
import type { SourceWatch } from '../../core/watch-sources.js';
import type { Intake } from '../../ports/intake.js';

const POLL_MS = 500;
const BATCH = 200;

export interface ClockLoopParts {
  readonly changes: ProcessChanges;
  readonly policies: PolicyBoard;
  readonly sources: SourceWatch;
  readonly intake: Intake;
  readonly logger: Logger;
}

/** Looks for orders that are due. It costs those that are due; replicas share them by skipping what is locked. */
export class ClockLoop implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #parts: ClockLoopParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isClosed = false;
  #lastRunAtMs = performance.now();

  constructor(parts: ClockLoopParts) {
    this.#parts = parts;
  }

  onApplicationBootstrap(): void {
    this.#schedule(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Milliseconds since the loop last came through, for readiness. */
  ageMs(): number {
    return performance.now() - this.#lastRunAtMs;
  }

  #schedule(delayMs: number): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#run();
    }, delayMs);
  }

  async #run(): Promise<void> {
    let delayMs = POLL_MS;
    try {
      if ((await this.#wake()) === BATCH) delayMs = 0;
      this.#lastRunAtMs = performance.now();
    } catch (err) {
      this.#parts.logger.error({ err }, 'the clock could not look for orders that are due; it tries again');
    }
    this.#schedule(delayMs);
  }

  async #wake(): Promise<number> {
    const { policies, sources, intake, changes } = this.#parts;
    await policies.refresh();
    await sources.refresh();
    return (await intake.isCaughtUp()) ? changes.wakeDue(BATCH) : 0;
  }
}
