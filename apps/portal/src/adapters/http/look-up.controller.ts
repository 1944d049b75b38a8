import { Controller, Get, HttpStatus, Post, Req, Res, UseGuards } from '@nestjs/common';
import { type Brand, Failure } from '@tidings/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LookUpOrder } from '../../core/look-up-order.js';
import { BrandOfHost } from './brand-of-host.js';
import { readLookUpForm } from './look-up-form.js';
import { LookUpLimitGuard } from './look-up-limit.guard.js';
import { Pages } from './pages.js';

/** Where a customer finds an order without its link; what they learn is how it stands, and no more. */
@Controller('track')
export class LookUpController {
  constructor(
    private readonly orders: LookUpOrder,
    private readonly brands: BrandOfHost,
    private readonly pages: Pages,
  ) {}

  @Get()
  ask(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.pages.showLookUp({ hasFailed: false }, { brand: this.#brandOf(request), reply });
  }

  @Post()
  @UseGuards(LookUpLimitGuard)
  async find(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const brand = this.#brandOf(request);
    const found = await this.orders.lookUp({ brandId: brand.id, ...readLookUpForm(request.body) });
    // Nest answers a POST by 201.
    void reply.status(found === null ? HttpStatus.NOT_FOUND : HttpStatus.OK);
    if (found === null) return this.pages.showLookUp({ hasFailed: true }, { brand, reply });
    return this.pages.showOrder(found, { token: null }, { brand, reply });
  }

  #brandOf({ headers }: FastifyRequest): Brand {
    const brand = this.brands.find(headers.host);
    if (brand === undefined) throw new Failure('not_found', 'no such page');
    return brand;
  }
}
