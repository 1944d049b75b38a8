import { Controller, Get, UseGuards } from '@nestjs/common';
import { type Brand, BrandKeyGuard, CurrentBrand } from '@tidings/platform';
import { DescribeSources, type SourceReport } from '../../core/describe-sources.js';
import { ConfiguredSources } from '../plugins/configured-sources.js';

@Controller('v1/sources')
@UseGuards(BrandKeyGuard)
export class SourcesController {
  readonly #configured: ConfiguredSources;
  readonly #sources: DescribeSources;

  constructor(configured: ConfiguredSources, sources: DescribeSources) {
    this.#configured = configured;
    this.#sources = sources;
  }

  @Get()
  async list(@CurrentBrand() { id }: Brand): Promise<{ readonly sources: readonly SourceReport[] }> {
    return { sources: await this.#sources.describe(id, this.#configured.ofBrand(id)) };
  }
}
