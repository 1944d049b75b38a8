import { Body, Controller, Get, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { incidentInputSchema } from '@tidings/contracts';
import type { Incident } from '@tidings/domain';
import { type Brand, BrandKeyGuard, CurrentBrand, parseJson, readInput } from '@tidings/platform';
import { z } from 'zod';
import { WatchIncidents } from '../../core/watch-incidents.js';
import { IncidentStore } from '../../ports/incident-store.js';

const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) });
const endInput = z.strictObject({ by: z.string().min(1).max(100) });

/** What holds up many parcels at once: found, declared, changed and ended; to the holder of the brand's key. */
@Controller('v1/incidents')
@UseGuards(BrandKeyGuard)
export class IncidentsController {
  readonly #watch: WatchIncidents;
  readonly #incidents: IncidentStore;

  constructor(watch: WatchIncidents, incidents: IncidentStore) {
    this.#watch = watch;
    this.#incidents = incidents;
  }

  @Get()
  async list(
    @CurrentBrand() brand: Brand,
    @Query() query: unknown,
  ): Promise<{ incidents: readonly Incident[] }> {
    const { limit } = readInput(listQuery, query);
    return { incidents: await this.#incidents.list(brand.id, limit) };
  }

  @Post()
  declare(@CurrentBrand() brand: Brand, @Body() body?: Buffer): Promise<Incident> {
    return this.#watch.declare(brand.id, readInput(incidentInputSchema, parseJson(body)), null);
  }

  @Put(':id')
  change(@CurrentBrand() brand: Brand, @Param('id') id: string, @Body() body?: Buffer): Promise<Incident> {
    return this.#watch.declare(brand.id, readInput(incidentInputSchema, parseJson(body)), id);
  }

  @Post(':id/end')
  end(@CurrentBrand() brand: Brand, @Param('id') id: string, @Body() body?: Buffer): Promise<Incident> {
    const { by } = readInput(endInput, parseJson(body));
    return this.#watch.end(brand.id, id, by);
  }
}
