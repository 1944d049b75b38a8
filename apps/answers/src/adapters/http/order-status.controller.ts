import { Controller, Get, HttpStatus, Query, Res, UseGuards } from '@nestjs/common';
import { type Brand, BrandKeyGuard, CurrentBrand, readInput } from '@tidings/platform';
import { renderAnswer, renderCorrections } from '@tidings/wording';
import { z } from 'zod';
import { describeOrderStatus, type OrderStatus } from '../../core/describe-order-status.js';
import { TellOrderStatus } from '../../core/tell-order-status.js';
import { Showings } from '../../ports/showings.js';
import { QuestionLimitGuard } from './question-limit.guard.js';

const querySchema = z
  .object({
    order_number: z.string().trim().min(1).max(100),
    email: z
      .string()
      .trim()
      .max(320)
      .regex(/^\S+@\S+$/, 'an e-mail address')
      .optional(),
    postcode: z
      .string()
      .trim()
      .max(20)
      .regex(/[\p{L}\p{N}]/u, 'a postcode')
      .optional(),
  })
  .refine(({ email, postcode }) => email !== undefined || postcode !== undefined, {
    path: ['email'],
    message: 'email or postcode is needed beside the order number',
  });

const NOT_FOUND = { found: false, reason: 'not_found' } as const;

/** The status of an order for support bots, which ask with the brand's key. */
@Controller('v1/order-status')
@UseGuards(BrandKeyGuard, QuestionLimitGuard)
export class OrderStatusController {
  readonly #orders: TellOrderStatus;

  readonly #shown: Showings;

  constructor(orders: TellOrderStatus, shown: Showings) {
    this.#orders = orders;
    this.#shown = shown;
  }

  @Get()
  async tell(
    @CurrentBrand() brand: Brand,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
  ): Promise<OrderStatus | typeof NOT_FOUND> {
    const { order_number: orderNumber, email, postcode } = readInput(querySchema, query);
    const told = await this.#orders.tell({ brandId: brand.id, orderNumber, email, postcode });
    if (told === null) {
      reply.status(HttpStatus.NOT_FOUND);
      return NOT_FOUND;
    }
    this.#shown.tell(told, brand.zone);
    const reader = {
      locale: told.snapshot.locale ?? brand.locale,
      timeZone: brand.zone,
      brandName: brand.name,
    };
    const corrections = renderCorrections(told.answer, 'bot', reader);
    return describeOrderStatus(told.answer, renderAnswer(told.answer, reader), corrections);
  }
}
