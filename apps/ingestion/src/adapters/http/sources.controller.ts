import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { type Brand, BrandKeyGuard, CurrentBrand, readInput } from '@tidings/platform';
import { z } from 'zod';
import { DescribeSources, type SourceReport } from '../../core/describe-sources.js';
import { listUntracked, type UntrackedPage } from '../../core/following/list-untracked.js';
import { TrackingStore } from '../../ports/tracking-store.js';
import { ConfiguredSources } from '../plugins/configured-sources.js';

const pageSchema = z.strictObject({
  after: z.string().max(100).nullable().default(null),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

@Controller('v1/sources')
@UseGuards(BrandKeyGuard)
export class SourcesController {
  readonly #configured: ConfiguredSources;
  readonly #sources: DescribeSources;

  readonly #trackings: TrackingStore;

  constructor(configured: ConfiguredSources, sources: DescribeSources, trackings: TrackingStore) {
    this.#configured = configured;
    this.#sources = sources;
    this.#trackings = trackings;
  }

  @Get()
  async list(@CurrentBrand() { id }: Brand): Promise<{ readonly sources: readonly SourceReport[] }> {
    return { sources: await this.#sources.describe(this.#configured.named(id)) };
  }

  /** The parcels that nobody follows, each with the reason. */
  @Get('untracked')
  untracked(@CurrentBrand() { id }: Brand, @Query() query: unknown): Promise<UntrackedPage> {
    return listUntracked(this.#trackings, id, readInput(pageSchema, query));
  }
}
