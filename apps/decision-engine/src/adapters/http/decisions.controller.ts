import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import type { DecisionView } from '@tidings/contracts';
import { type Brand, BrandKeyGuard, CurrentBrand, readInput } from '@tidings/platform';
import { z } from 'zod';
import { type CaseView, DecisionLog } from '../../ports/decision-log.js';

const orderQuery = z.object({ order: z.string().min(1).max(100) });
const casesQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) });

/** Why something was said or not, and which problems wait for a person; to the holder of the brand's key. */
@Controller('v1')
@UseGuards(BrandKeyGuard)
export class DecisionsController {
  readonly #log: DecisionLog;

  constructor(log: DecisionLog) {
    this.#log = log;
  }

  @Get('decisions')
  async decisions(
    @CurrentBrand() brand: Brand,
    @Query() query: unknown,
  ): Promise<{ decisions: readonly DecisionView[] }> {
    const { order } = readInput(orderQuery, query);
    return { decisions: await this.#log.listDecisions(brand.id, order) };
  }

  @Get('cases')
  async cases(
    @CurrentBrand() brand: Brand,
    @Query() query: unknown,
  ): Promise<{ cases: readonly CaseView[] }> {
    const { limit } = readInput(casesQuery, query);
    return { cases: await this.#log.listOpenCases(brand.id, limit) };
  }
}
