import type { Helpdesk, Macro } from '@tidings/helpdesks';
import type { Brand, BrandHelpdesk } from '@tidings/platform';

/** One brand's helpdesk, opened. */
export interface BrandDesk {
  readonly brand: Brand;
  readonly settings: BrandHelpdesk;
  readonly helpdesk: Helpdesk;
  /** Kept for some minutes: agents edit them now and then. */
  macros(): Promise<readonly Macro[]>;
}

/** The helpdesks of all brands that have one. */
export abstract class Desks {
  abstract readonly all: readonly BrandDesk[];
  abstract find(brandId: string): BrandDesk | undefined;
}
