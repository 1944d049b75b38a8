import type { Clock } from '@tidings/platform';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { DeliveryCounts } from '../../core/count-deliveries.js';
import { type FindSource, watchSources } from '../../core/watch-sources.js';
import type { SourceFiguresStore } from '../../ports/source-figures-store.js';
import type { HealthChange, SourceHealthStore } from '../../ports/source-health-store.js';

/** Stores what was counted, then looks which sources went blind or see again, and tells the operator once per change. */
export class SourceCare {
  readonly #parts: SourceCareParts;
  readonly #changes: Counter;

  constructor(parts: SourceCareParts) {
    this.#parts = parts;
    this.#changes = new Counter({
      name: 'ingestion_source_changes_total',
      help: 'How often a source went blind or saw again.',
      labelNames: ['brand', 'source', 'state'],
      registers: [parts.metrics],
    });
  }

  /** To be called every few seconds, and once before the end. */
  async storeCounts(): Promise<void> {
    const { counts, figures } = this.#parts;
    const tallies = counts.take();
    try {
      await figures.add(tallies);
    } catch (error) {
      counts.putBack(tallies);
      throw error;
    }
  }

  /** What was delivered until now is stored first: it is the proof that is looked for. */
  async watch(): Promise<void> {
    const { health, findSource, clock } = this.#parts;
    await this.storeCounts();
    const changes = await watchSources(health, findSource, clock.now());
    for (const change of changes ?? []) this.#tell(change);
  }

  #tell({ brandId, source, health: { state, lastProvenAt } }: HealthChange): void {
    this.#changes.inc({ brand: brandId, source, state });
    const fields = { brandId, source, lastProvenAt };
    const { logger } = this.#parts;
    if (state === 'seeing') logger.info(fields, 'the source delivers again');
    else
      logger.error(
        { alert: 'source_blind', ...fields },
        'the source has stopped delivering: nothing is seen through it',
      );
  }
}

export interface SourceCareParts {
  readonly counts: DeliveryCounts;
  readonly figures: SourceFiguresStore;
  readonly health: SourceHealthStore;
  readonly findSource: FindSource;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Registry;
}
