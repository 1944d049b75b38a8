import type { Incident, Instant } from '@tidings/domain';
import { type BrandRules, BrandRulesSource } from '../ports/brand-rules.js';
import type { IncidentStore } from '../ports/incident-store.js';

export interface IncidentBoardParts {
  readonly rules: BrandRulesSource;
  readonly incidents: IncidentStore;
  readonly clock: { now(): Instant };
}

/** The rules of a brand, with the incidents that stand. Every replica reads them when it looks at its clock. */
export class IncidentBoard extends BrandRulesSource {
  readonly #rules: BrandRulesSource;
  readonly #incidents: IncidentStore;
  readonly #clock: IncidentBoardParts['clock'];
  #byBrand = new Map<string, readonly Incident[]>();
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
    const incidents = this.#byBrand.get(brandId);
    if (incidents === undefined) return rules;
    const known = this.#known.get(rules);
    if (known?.incidents === incidents) return known;
    const together = { ...rules, incidents };
    this.#known.set(rules, together);
    return together;
  }
}
