import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Failure } from '@tidings/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindOrder } from '../../core/find-order.js';
import { BrandOfHost } from './brand-of-host.js';
import { Pages } from './pages.js';

/** The page of an order for whoever holds its link. */
@Controller('t')
export class OrderPageController {
  constructor(
    private readonly orders: FindOrder,
    private readonly brands: BrandOfHost,
    private readonly pages: Pages,
  ) {}

  @Get(':token')
  async show(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const brand = this.brands.find(request.headers.host);
    const found = await this.orders.find(brand?.id ?? null, token);
    if (brand === undefined || found === null) throw new Failure('not_found', 'no such order');
    return this.pages.showOrder(found, { token }, { brand, reply });
  }
}
