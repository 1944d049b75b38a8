import type { Logger } from 'pino';
import type { NamedSource, SourceReport } from '../../core/describe-sources.js';
import { sourceKeyText } from '../../ports/source-figures-store.js';

export interface QuotaCareParts {
  readonly sources: readonly NamedSource[];
  readonly describe: (sources: readonly NamedSource[]) => Promise<readonly SourceReport[]>;
  readonly logger: Logger;
}

/** Tells the operator of a quota that runs low, once each time that it does. */
export class QuotaCare {
  readonly #parts: QuotaCareParts;
  readonly #low = new Set<string>();

  constructor(parts: QuotaCareParts) {
    this.#parts = parts;
  }

  /** To be called every minute or so. */
  async watch(): Promise<void> {
    const { sources, describe } = this.#parts;
    const asked = sources.filter(({ client }) => client !== undefined);
    if (asked.length === 0) return;
    const reports = await describe(asked);
    for (const [index, source] of asked.entries()) this.#look(source, reports[index]?.asking ?? null);
  }

  #look(source: NamedSource, asking: SourceReport['asking']): void {
    for (const { isLow, ...quota } of asking?.quotas ?? []) {
      const key = `${sourceKeyText(source)}/${quota.of}`;
      if (isLow && !this.#low.has(key))
        this.#parts.logger.warn(
          { alert: 'source_quota_low', brandId: source.brandId, source: source.source, ...quota },
          'a quota of the source is nearly used up',
        );
      if (isLow) this.#low.add(key);
      else this.#low.delete(key);
    }
  }
}
