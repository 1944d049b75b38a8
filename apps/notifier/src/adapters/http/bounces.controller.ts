import { Body, Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import {
  type Brand,
  BrandKeyGuard,
  Clock,
  CurrentBrand,
  parseJson,
  readInput,
  unauthorized,
} from '@tidings/platform';
import { z } from 'zod';
import { ContactBook } from '../../ports/contact-book.js';

const bouncesSchema = z.object({
  events: z
    .array(
      z.object({
        address: z.email().max(320),
        /** `bounce` only for what is permanent: what comes back for now is the mail server's to repeat. */
        kind: z.enum(['bounce', 'complaint']),
      }),
    )
    .max(1_000),
});

/** Where the brand's mail provider, or a bridge to it, reports addresses that must not be written to any more. */
@Controller('hooks')
export class BouncesController {
  constructor(
    private readonly contacts: ContactBook,
    private readonly clock: Clock,
  ) {}

  @Post(':brand/bounces')
  @HttpCode(200)
  @UseGuards(BrandKeyGuard)
  async receive(
    @Param('brand') brandId: string,
    @CurrentBrand() brand: Brand,
    @Body() body: Buffer,
  ): Promise<{ readonly suppressed: number }> {
    if (brand.id !== brandId) throw unauthorized();
    const { events } = readInput(bouncesSchema, parseJson(body));
    const at = this.clock.now();
    for (const { address, kind } of events)
      await this.contacts.suppress(brand.id, { email: address, reason: kind, at });
    return { suppressed: events.length };
  }
}
