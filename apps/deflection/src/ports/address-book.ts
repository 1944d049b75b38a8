import type { CorrectedAddress, Instant } from '@tidings/domain';

export interface GivenAddress {
  readonly brandId: string;
  readonly caseId: string;
  /** As the shop writes it. */
  readonly orderNumber: string;
  readonly address: CorrectedAddress;
  readonly givenAt: Instant;
}

/** Addresses that customers corrected, for the agents who act on it; also its injection token. */
export abstract class AddressBook {
  /** One per case: the last one counts. */
  abstract keep(given: GivenAddress): Promise<void>;
  /** Null: none was given, or it is forgotten. */
  abstract find(brandId: string, caseId: string): Promise<CorrectedAddress | null>;
  /** @param orderNumbers as `orderNumberKey` makes them */
  abstract erase(brandId: string, orderNumbers: readonly string[]): Promise<void>;
  abstract forgetBefore(at: Instant): Promise<void>;
}
