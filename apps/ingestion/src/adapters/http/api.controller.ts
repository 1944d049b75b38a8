import { Body, Controller, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { type Brand, BrandKeyGuard, CurrentBrand, parseJson, readInput } from '@tidings/platform';
import type { Delivery } from '../../core/delivery.js';
import { ReceiveDelivery } from '../../core/receive-delivery.js';
import { PEOPLE } from '@tidings/carriers';
import { interpretOwnEvents, interpretOwnOrders, interpretStatements } from '../plugins/own-formats.js';
import { historyQuerySchema } from './history-query.js';
import { KeepsUpGuard } from './keeps-up.guard.js';
import { requestCausation } from './request-causation.js';
import { type ReceiptReply, toReply } from './to-reply.js';

/** Our own formats, sent with the brand's key. What cannot be read is refused, since the sender can mend it. */
@Controller('v1')
@UseGuards(KeepsUpGuard, BrandKeyGuard)
export class ApiController {
  readonly #receive: ReceiveDelivery;

  constructor(receive: ReceiveDelivery) {
    this.#receive = receive;
  }

  @Post('events')
  @HttpCode(202)
  async receiveEvents(
    @CurrentBrand() brand: Brand,
    @Query() query: unknown,
    @Body() body?: Buffer,
  ): Promise<ReceiptReply> {
    const delivery = deliveryOf('api-events', brand, { query, body });
    return toReply(await this.#receive.receive(delivery, interpretOwnEvents));
  }

  @Post('orders')
  @HttpCode(202)
  async receiveOrders(
    @CurrentBrand() brand: Brand,
    @Query() query: unknown,
    @Body() body?: Buffer,
  ): Promise<ReceiptReply> {
    const delivery = deliveryOf('api-orders', brand, { query, body });
    return toReply(await this.#receive.receive(delivery, interpretOwnOrders));
  }

  /** What somebody of the shop knows better than the feeds. */
  @Post('statements')
  @HttpCode(202)
  async receiveStatement(
    @CurrentBrand() brand: Brand,
    @Query() query: unknown,
    @Body() body?: Buffer,
  ): Promise<ReceiptReply> {
    const delivery = deliveryOf(PEOPLE, brand, { query, body });
    return toReply(await this.#receive.receive(delivery, interpretStatements));
  }
}

interface Sent {
  readonly query: unknown;
  readonly body: Buffer | undefined;
}

/** @param source the id under which a brand's own calls are kept */
function deliveryOf(
  source: string,
  { id: brandId }: Brand,
  { query, body = Buffer.alloc(0) }: Sent,
): Delivery {
  const { history } = readInput(historyQuerySchema, query);
  const isHistory = history === 'true';
  const payload = parseJson(body);
  const causation = requestCausation();
  return { brandId, source, topic: null, body, payload, isHistory, isStrict: true, causation };
}
