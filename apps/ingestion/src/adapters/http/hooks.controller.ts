import { Body, Controller, Headers, HttpCode, Param, Post, Res, UseGuards } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { ReceiveDelivery } from '../../core/receive-delivery.js';
import { SignedDeliveries } from '../plugins/signed-deliveries.js';
import { KeepsUpGuard } from './keeps-up.guard.js';
import { requestCausation } from './request-causation.js';
import { type ReceiptReply, toReply } from './to-reply.js';

const NOTHING = Buffer.alloc(0);

interface Reply {
  status(code: number): unknown;
}

interface HookPath {
  readonly brand: string;
  readonly source: string;
}

/** Where carriers, aggregators and shops deliver, each with the signature of its own kind. */
@Controller('hooks')
@UseGuards(KeepsUpGuard)
export class HooksController {
  readonly #deliveries: SignedDeliveries;
  readonly #receive: ReceiveDelivery;

  constructor(deliveries: SignedDeliveries, receive: ReceiveDelivery) {
    this.#deliveries = deliveries;
    this.#receive = receive;
  }

  @Post(':brand/:source')
  @HttpCode(202)
  // oxlint-disable-next-line max-params -- Nest hands each part of a request over by a parameter of its own
  async receive(
    @Param() { brand, source: id }: HookPath,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: Reply,
    @Body() rawBody: Buffer = NOTHING,
  ): Promise<ReceiptReply | { readonly greeted: true }> {
    const key = { brandId: brand, source: id };
    if (this.#deliveries.isGreeting(key, rawBody)) {
      reply.status(200);
      return { greeted: true };
    }
    const signed = { rawBody, headers, causation: requestCausation() };
    const { source, delivery } = this.#deliveries.open(key, signed);
    return toReply(await this.#receive.receive(delivery, source.interpret));
  }
}
