import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@tidings/platform';
import type { Logger } from 'pino';
import type { FollowParcels } from '../../core/following/follow-parcels.js';
import type { FollowingSource } from '../../core/following/following-source.js';
import type { SourceKey } from '../../ports/source-figures-store.js';
import type { TrackingStore } from '../../ports/tracking-store.js';
import { type Repetition, repeat } from './repeat.js';

const LOOK_INTERVAL_MS = 1_000;
/** So that one source with a long queue leaves the loop now and then. */
const ROUNDS_AT_ONCE = 20;

export interface PollerParts {
  readonly follow: FollowParcels;
  readonly store: Pick<TrackingStore, 'dueSources'>;
  readonly findSource: (key: SourceKey) => FollowingSource | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Ends the requests under way. */
  readonly endRequests: () => void;
}

/** Looks every second whom to ask; a slow source holds up no other. Nest starts and stops it. */
export class Poller implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #parts: PollerParts;
  readonly #running = new Map<string, Promise<void>>();
  #repetition: Repetition | null = null;
  #isStopped = false;

  constructor(parts: PollerParts) {
    this.#parts = parts;
  }

  onApplicationBootstrap(): void {
    this.#repetition = repeat(
      LOOK_INTERVAL_MS,
      () => this.#look(),
      (err) => this.#parts.logger.warn({ err }, 'who is to be asked could not be looked up'),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    await this.#repetition?.stop();
    this.#parts.endRequests();
    await Promise.all(this.#running.values());
  }

  async #look(): Promise<void> {
    const { store, clock, findSource } = this.#parts;
    for (const key of await store.dueSources(clock.now())) {
      const source = findSource(key);
      const name = `${key.brandId}/${key.source}`;
      if (source === undefined || this.#running.has(name)) continue;
      this.#running.set(
        name,
        this.#run(source).finally(() => this.#running.delete(name)),
      );
    }
  }

  async #run(source: FollowingSource): Promise<void> {
    try {
      for (let round = 0; round < ROUNDS_AT_ONCE && !this.#isStopped; round++)
        if (!(await this.#parts.follow.round(source))) return;
    } catch (err) {
      const { brandId, source: id } = source;
      this.#parts.logger.warn(
        { err, brandId, source: id },
        'what a source answered could not be kept; it is asked again',
      );
    }
  }
}
