import type {
  BrandDurations,
  CartMail,
  CompiledPolicy,
  Incident,
  Instant,
  SourceRanks,
  WorkCalendar,
} from '@tidings/domain';

/** Nothing is learned in place: another version is another object, so that decisions are a function of it. */
export interface LearnedDurations {
  readonly version: number;
  readonly durations: BrandDurations;
}

/** What the engine needs to know of one brand. */
export interface BrandRules {
  readonly brandId: string;
  readonly policy: CompiledPolicy;
  /** Decides beside it and is recorded; left out: none does. */
  readonly shadow?: CompiledPolicy;
  /** That stand; left out: none does. */
  readonly incidents?: readonly Incident[];
  /** Opening hours, days and cut-off of the warehouse. */
  readonly warehouse: WorkCalendar;
  /** Opening hours from order to dispatch, where the shop said so; null: what is learned holds. */
  readonly handlingBusinessHours: number | null;
  /** Days on which carriers move parcels. */
  readonly carrierDays: WorkCalendar;
  /** What the brand's cart mails by itself. */
  readonly cartMails: readonly CartMail[];
  /** What the brand's own deliveries taught; left out: nothing yet, and dates at hand and shipped thresholds stand in. */
  readonly learned?: LearnedDurations;
  /** By source id. */
  readonly sourceRanks: SourceRanks;
  /** Nothing that happened before is spoken about. */
  readonly speaksFrom: Instant;
}

/** The brands that this deployment serves; also its injection token. */
export abstract class BrandRulesSource {
  /** @throws UnknownBrandError */
  abstract rulesOf(brandId: string): BrandRules;
}

export class UnknownBrandError extends Error {
  override readonly name = 'UnknownBrandError';
  readonly code = 'not_found';
  constructor(brandId: string) {
    super(`brand '${brandId}' is not configured`);
  }
}
