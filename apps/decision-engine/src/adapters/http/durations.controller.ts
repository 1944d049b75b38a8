import { Controller, Get, UseGuards } from '@nestjs/common';
import type { durationsRead, ReplyOf } from '@tidings/contracts';
import { type Brand, BrandKeyGuard, CurrentBrand } from '@tidings/platform';
import { tellDurations } from '../../core/tell-durations.js';
import { DurationStore } from '../../ports/duration-store.js';

/** What the brand's own deliveries taught, and whether its estimates held; to the holder of the brand's key. */
@Controller('v1/durations')
@UseGuards(BrandKeyGuard)
export class DurationsController {
  readonly #store: DurationStore;

  constructor(store: DurationStore) {
    this.#store = store;
  }

  @Get()
  async read(@CurrentBrand() brand: Brand): Promise<ReplyOf<typeof durationsRead>> {
    return tellDurations(await this.#store.read(brand.id));
  }
}
