import { Controller, HttpStatus, Param, Post, Req, Res } from '@nestjs/common';
import { Failure } from '@tidings/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CorrectAddress } from '../../core/correct-address.js';
import { BrandOfHost } from './brand-of-host.js';
import { Pages } from './pages.js';
import { readForm } from './read-form.js';
import { seeOrderPage } from './see-order-page.js';

/** The corrected address of an order with an open case, as a plain form behind the token, like every choice. */
@Controller('t')
export class AddressesController {
  constructor(
    private readonly addresses: CorrectAddress,
    private readonly brands: BrandOfHost,
    private readonly pages: Pages,
  ) {}

  @Post(':token/address')
  async correct(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const textOf = readForm(request.body);
    const brand = this.brands.find(request.headers.host);
    const given = {
      street: textOf('street'),
      extra: textOf('extra'),
      postcode: textOf('postcode'),
      city: textOf('city'),
    };
    const asked = { brandId: brand?.id ?? null, token, caseId: textOf('case'), given };
    const corrected = await this.addresses.correct(asked);
    if (brand === undefined || corrected.outcome === 'unknown')
      throw new Failure('not_found', 'no such order');
    if (corrected.outcome === 'refused') {
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY);
      const { found, attempt } = corrected;
      return this.pages.showOrder(found, { token, attempt }, { brand, reply });
    }
    return seeOrderPage(reply, token);
  }
}
