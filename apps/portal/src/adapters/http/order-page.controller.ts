import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Failure } from '@tidings/platform';
import { renderOrderPage } from '@tidings/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindOrder } from '../../core/find-order.js';
import { ShownDates } from '../../ports/shown-dates.js';
import { BrandOfHost } from './brand-of-host.js';
import { PageLayouts } from './page-layouts.js';
import { logoOrigin, setPageHeaders } from './page-headers.js';

/** The page of an order for whoever holds its link. */
@Controller('t')
export class OrderPageController {
  constructor(
    private readonly orders: FindOrder,
    private readonly brands: BrandOfHost,
    private readonly layouts: PageLayouts,
    private readonly shown: ShownDates,
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
    const { snapshot, answer } = found;
    this.shown.tell(found, brand.zone);
    const { name: brandName, zone: timeZone } = brand;
    const page = renderOrderPage({
      snapshot,
      answer,
      reader: { locale: snapshot.locale ?? brand.locale, timeZone, brandName },
      supportEmail: brand.support.email,
    });
    setPageHeaders(reply, {
      imagesFrom: logoOrigin(brand),
      hasForm: page.task?.choices != null,
    });
    return this.layouts.layOutOrder(page, { brand, token });
  }
}
