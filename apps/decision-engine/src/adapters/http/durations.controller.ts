import { Controller, Get, UseGuards } from '@nestjs/common';
import type { Instant } from '@tidings/domain';
import { type Brand, BrandKeyGuard, CurrentBrand } from '@tidings/platform';
import { DurationStore } from '../../ports/duration-store.js';

/** How the intervals of one leg of one lane fared so far. Shares are from 0 to 1, widths are means by the clock. */
interface LaneCoverage {
  readonly leg: string;
  readonly lane: string;
  readonly outcomes: number;
  readonly coverage80: number;
  readonly coverage95: number;
  readonly width80Hours: number;
  readonly width95Hours: number;
}

interface Durations {
  /** 0: nothing was learned yet. */
  readonly version: number;
  readonly learnedAt: Instant | null;
  readonly coverage: readonly LaneCoverage[];
}

/** What the brand's own deliveries taught, and whether its estimates held; to the holder of the brand's key. */
@Controller('v1/durations')
@UseGuards(BrandKeyGuard)
export class DurationsController {
  readonly #store: DurationStore;

  constructor(store: DurationStore) {
    this.#store = store;
  }

  @Get()
  async read(@CurrentBrand() brand: Brand): Promise<Durations> {
    const stored = await this.#store.read(brand.id);
    if (stored === null) return { version: 0, learnedAt: null, coverage: [] };
    const { version, learnedAt, state } = stored;
    const coverage = state.coverage.map(({ leg, lane, outcomes, ...sums }): LaneCoverage => ({
      leg,
      lane,
      outcomes,
      coverage80: sums.inside80 / outcomes,
      coverage95: sums.inside95 / outcomes,
      width80Hours: sums.width80Hours / outcomes,
      width95Hours: sums.width95Hours / outcomes,
    }));
    return { version, learnedAt, coverage };
  }
}
