import type { Incident, Instant } from '@tidings/domain';
import { type BrandRules, BrandRulesSource } from '../ports/brand-rules.js';
import type { IncidentStore } from '../ports/incident-store.js';

export interface IncidentBoardParts {
  readonly rules: BrandRulesSource;
  readonly incidents: IncidentStore;
  readonly clock: { now(): Instant };
}

/** Until it is known what stands nobody may decide: an order would seem to be out of its incident. It is tried again. */
class IncidentsUnreadError extends Error {
  override readonly name = 'IncidentsUnreadError';
  readonly code = 'unavailable';
  readonly transient = true;
}

/** The rules of a brand, with the incidents that stand. Every replica reads them when it looks at its clock. */
export class IncidentBoard extends BrandRulesSource {
  readonly #rules: BrandRulesSource;
  readonly #incidents: IncidentStore;
  readonly #clock: IncidentBoardParts['clock'];
  #byBrand: ReadonlyMap<string, readonly Incident[]> | null = null;
  readonly #known = new WeakMap<BrandRules, BrandRules>();

  constructor({ rules, incidents, clock }: IncidentBoardParts) {
    super();
    this.#rules = rules;
    this.#incidents = incidents;
    this.#clock = clock;
  }

  async refresh(): Promise<void> {
    const standing = await this.#incidents.listStanding(this.#clock.now());
    this.#byBrand = Map.groupBy(standing, ({ brandId }) => brandId);
  }

  override rulesOf(brandId: string): BrandRules {
    const rules = this.#rules.rulesOf(brandId);
    if (this.#byBrand === null) throw new IncidentsUnreadError('the incidents that stand are not read yet');
    const incidents = this.#byBrand.get(brandId);
    if (incidents === undefined) return rules;
    const known = this.#known.get(rules);
    if (known?.incidents === incidents) return known;
    const together = { ...rules, incidents };
    this.#known.set(rules, together);
    return together;
  }
}
