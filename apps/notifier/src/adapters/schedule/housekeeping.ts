import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { addHours } from '@tidings/domain';
import type { Clock } from '@tidings/platform';
import type { Logger } from 'pino';
import type { RetentionRepository } from '../postgres/retention.repository.js';

export interface HousekeepingParts {
  readonly retention: RetentionRepository;
  readonly clock: Clock;
  readonly logger: Logger;
}

const INTERVAL_MS = 30 * 60_000;
const KEEP_HOURS = 180 * 24;

/** Forgets contacts, sends and counts that nothing needs any more. */
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #parts: HousekeepingParts;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: HousekeepingParts) {
    this.#parts = parts;
  }

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.#forget(), INTERVAL_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  async #forget(): Promise<void> {
    const { retention, clock, logger } = this.#parts;
    try {
      const forgotten = await retention.forgetBefore(addHours(clock.now(), -KEEP_HOURS));
      logger.info({ forgotten }, 'what was kept long enough is deleted');
    } catch (err) {
      logger.warn({ err }, 'what was kept long enough could not be deleted');
    }
  }
}
