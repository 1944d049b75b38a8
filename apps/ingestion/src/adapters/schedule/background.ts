import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@tidings/platform';
import type { Logger } from 'pino';
import { forgetOld } from '../../core/forget-old.js';
import type { RetentionStore } from '../../ports/retention-store.js';
import { type Repetition, repeat } from './repeat.js';
import type { QuotaCare } from './quota-care.js';
import type { SourceCare } from './source-care.js';

const COUNT_INTERVAL_MS = 2_000;
const WATCH_INTERVAL_MS = 5_000;
const QUOTA_INTERVAL_MS = 60_000;
const FORGET_INTERVAL_MS = 10 * 60_000;

export interface BackgroundParts {
  readonly care: SourceCare;
  readonly quotas: QuotaCare;
  readonly retention: RetentionStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** All that the service does without being asked; Nest starts and stops it. */
export class Background implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #parts: BackgroundParts;
  #repetitions: readonly Repetition[] = [];

  constructor(parts: BackgroundParts) {
    this.#parts = parts;
  }

  onApplicationBootstrap(): void {
    const { care, quotas } = this.#parts;
    this.#repetitions = [
      repeat(
        COUNT_INTERVAL_MS,
        () => care.storeCounts(),
        this.#warn('the counts per source could not be stored'),
      ),
      repeat(WATCH_INTERVAL_MS, () => care.watch(), this.#warn('the sources could not be looked at')),
      repeat(QUOTA_INTERVAL_MS, () => quotas.watch(), this.#warn('the quotas could not be looked at')),
      repeat(FORGET_INTERVAL_MS, () => this.#forget(), this.#warn('old receipts could not be deleted')),
    ];
  }

  /** Waits for what is under way, and stores the last counts. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.#repetitions.map((repetition) => repetition.stop()));
    await this.#parts.care.storeCounts().catch(this.#warn('the last counts per source are lost'));
  }

  async #forget(): Promise<void> {
    const { retention, clock, logger } = this.#parts;
    const forgotten = await forgetOld(retention, clock.now());
    if (forgotten > 0) logger.info({ forgotten }, 'receipts that were kept long enough are deleted');
  }

  #warn(message: string): (err: unknown) => void {
    return (err) => this.#parts.logger.warn({ err }, message);
  }
}
