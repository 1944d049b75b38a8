import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { type Brand, Failure } from '@tidings/platform';
import { renderLookUpPage, renderOrderPage } from '@tidings/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LookUpOrder } from '../../core/look-up-order.js';
import type { FoundOrder } from '../../ports/order-book.js';
import { ShownDates } from '../../ports/shown-dates.js';
import { BrandOfHost } from './brand-of-host.js';
import { LookUpLimit } from './look-up-limit.js';
import { logoOrigin, setPageHeaders } from './page-headers.js';
import { PageLayouts } from './page-layouts.js';

const NOT_FOUND = 404;

/** Where a customer finds an order without its link; what they learn is how it stands, and no more. */
@Controller('track')
export class LookUpController {
  constructor(
    private readonly orders: LookUpOrder,
    private readonly brands: BrandOfHost,
    private readonly layouts: PageLayouts,
    private readonly limit: LookUpLimit,
    private readonly shown: ShownDates,
  ) {}

  @Get()
  ask(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.#layOutForm(this.#brandOf(request), reply, { hasFailed: false });
  }

  @Post()
  async find(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const brand = this.#brandOf(request);
    const { orderNumber, proof } = readForm(request.body);
    this.limit.check({ brandId: brand.id, address: request.ip, orderNumber });
    const found = await this.orders.lookUp({ brandId: brand.id, orderNumber, proof });
    if (found !== null) return this.#layOutStatus(found, brand, reply);
    // Nest answers a POST by 201.
    void reply.status(NOT_FOUND);
    return this.#layOutForm(brand, reply, { hasFailed: true });
  }

  #brandOf({ headers }: FastifyRequest): Brand {
    const brand = this.brands.find(headers.host);
    if (brand === undefined) throw new Failure('not_found', 'no such page');
    return brand;
  }

  #layOutForm(brand: Brand, reply: FastifyReply, { hasFailed }: { readonly hasFailed: boolean }): string {
    setPageHeaders(reply, { imagesFrom: logoOrigin(brand), hasForm: true });
    const { locale, name: brandName, support } = brand;
    const page = renderLookUpPage({ locale, brandName }, { hasFailed, supportEmail: support.email });
    return this.layouts.layOutLookUp(page, brand);
  }

  #layOutStatus(found: FoundOrder, brand: Brand, reply: FastifyReply): string {
    const { snapshot, answer } = found;
    void reply.status(200);
    setPageHeaders(reply, { imagesFrom: logoOrigin(brand) });
    this.shown.tell(found, brand.zone);
    const page = renderOrderPage({
      snapshot,
      answer,
      reader: { locale: snapshot.locale ?? brand.locale, timeZone: brand.zone, brandName: brand.name },
      supportEmail: brand.support.email,
      audience: 1,
    });
    return this.layouts.layOutOrder(page, { brand, token: '' });
  }
}

function readForm(body: unknown): { readonly orderNumber: string; readonly proof: string } {
  const form = new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  return { orderNumber: form.get('order') ?? '', proof: form.get('proof') ?? '' };
}
