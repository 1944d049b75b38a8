import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { isTransient } from '@tidings/messaging';
import type { Logger } from 'pino';
import type { LearnDurations } from '../../core/learn-durations.js';
import type { ProcessChanges } from '../../core/process-changes.js';
import type { Intake } from '../../ports/intake.js';

const POLL_MS = 500;
/** What is due at most times is less; only who finds as many looks for more. */
const FIRST = 50;
/** A batch costs a wait for the disk; reports of its orders wait for a fraction of a second. */
const BATCH = 400;
/** One works while the other waits for the database; each skips what the other has taken. */
const LANES = 2;
/** After so long it is asked again what can be seen, and whether something waits unread. */
const LOOK_EVERY_MS = 1_000;
/** After so long without a pause it is looked whether there is something to learn. */
const STRETCH_MS = 30_000;
const PUT_OFF_HOURS = 1;
const LEARN_EVERY_MS = 60_000;
/** So many are learned from in a fraction of a second. */
const LESSONS = 2_000;

export interface ClockLoopParts {
  readonly changes: ProcessChanges;
  /** What has to be known before it is decided: policies, incidents, what sources see. */
  readonly boards: readonly { refresh(): Promise<void> }[];
  readonly learner: LearnDurations;
  readonly intake: Intake;
  readonly logger: Logger;
}

/** Looks for orders that are due. It costs those that are due; replicas share them by skipping what is locked. */
export class ClockLoop implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #parts: ClockLoopParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isClosed = false;
  #isRunning = false;
  #isWoken = false;
  #lastRunAtMs = performance.now();
  #learnsAtMs = 0;
  #looksAtMs = 0;
  #mayDecide: Promise<boolean> = Promise.resolve(false);

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

  /** Orders may be due that were not a moment ago. */
  wake(): void {
    this.#isWoken = true;
    this.#looksAtMs = 0;
    if (this.#isRunning) return;
    clearTimeout(this.#timer);
    this.#schedule(0);
  }

  /** Milliseconds since it last woke all that were due, or as many as it takes at once; for readiness. */
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
    this.#isRunning = true;
    this.#isWoken = false;
    let isMore = false;
    try {
      isMore = await this.#wakeDue();
      this.#lastRunAtMs = performance.now();
      await this.#learn();
    } catch (err) {
      this.#looksAtMs = 0;
      this.#parts.logger.error({ err }, 'the clock could not look for orders that are due; it tries again');
    }
    this.#isRunning = false;
    this.#schedule(isMore || this.#isWoken ? 0 : POLL_MS);
  }

  /** What deliveries taught is of use within the hour, not within the second; it must not hold up an order. */
  async #learn(): Promise<void> {
    const { learner, logger } = this.#parts;
    if (performance.now() < this.#learnsAtMs) return;
    this.#learnsAtMs = performance.now() + LEARN_EVERY_MS;
    try {
      await learner.learn(LESSONS);
    } catch (err) {
      logger.error({ err, alert: 'durations_not_learned' }, 'what deliveries taught could not be learned');
    }
  }

  /** @returns whether more orders wait */
  async #wakeDue(): Promise<boolean> {
    if (!(await this.#look()) || (await this.#wakeBatch(FIRST)) < FIRST) return false;
    const until = performance.now() + STRETCH_MS;
    const lanes = Array.from({ length: LANES }, () => this.#wakeUntil(until));
    // One that fails lets the others end.
    await Promise.allSettled(lanes);
    return (await Promise.all(lanes)).some((isMore) => isMore);
  }

  async #wakeUntil(untilMs: number): Promise<boolean> {
    while (!this.#isClosed && performance.now() < untilMs) {
      if (!(await this.#look()) || (await this.#wakeBatch(BATCH)) < BATCH) return false;
      this.#lastRunAtMs = performance.now();
    }
    return true;
  }

  /** @returns whether it may be decided by what is known. Lanes that ask while it is asked anew get the one answer. */
  #look(): Promise<boolean> {
    if (performance.now() >= this.#looksAtMs) {
      this.#looksAtMs = performance.now() + LOOK_EVERY_MS;
      this.#mayDecide = this.#askAnew();
    }
    return this.#mayDecide;
  }

  async #askAnew(): Promise<boolean> {
    const { boards, intake } = this.#parts;
    for (const board of boards) await board.refresh();
    return intake.isCaughtUp();
  }

  /** Halves a failing batch until the culprit stands alone; it is put off, so that it does not stop the clock of all others. */
  async #wakeBatch(limit: number): Promise<number> {
    const { changes, logger } = this.#parts;
    try {
      return await changes.wakeDue(limit);
    } catch (err) {
      if (isTransient(err)) throw err;
      if (limit > 1) return this.#wakeBatch(Math.ceil(limit / 2));
      const orderId = await changes.putOffFirstDue(PUT_OFF_HOURS);
      logger.error({ err, alert: 'order_put_off', orderId }, 'an order that is due cannot be decided about');
      return limit;
    }
  }
}
