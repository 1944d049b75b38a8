import { Body, Controller, HttpCode, Post, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { type Brand, BrandKeyGuard, CurrentBrand, parseJson, readInput, toFailure } from '@tidings/platform';
import { Readable } from 'node:stream';
import type { Delivery } from '../../core/delivery.js';
import type { Interpret } from '../../core/interpret.js';
import { type LineFault, receiveBatch } from '../../core/receive-batch.js';
import { ReceiveDelivery } from '../../core/receive-delivery.js';
import { interpretOwnEvents, interpretOwnOrders } from '../plugins/own-formats.js';
import { historyQuerySchema } from './history-query.js';
import { KeepsUpGuard } from './keeps-up.guard.js';
import { requestCausation } from './request-causation.js';

/** Many bodies of our own formats in one request, one on each line; the answer comes line by line too, while they are taken in. */
@Controller('v1')
@UseGuards(KeepsUpGuard, BrandKeyGuard)
export class BatchController {
  readonly #receive: ReceiveDelivery;

  constructor(receive: ReceiveDelivery) {
    this.#receive = receive;
  }

  // Two colons are one to the router, which takes one for the beginning of a parameter.
  @Post('events::batch')
  @HttpCode(200)
  receiveEvents(
    @CurrentBrand() brand: Brand,
    @Query() query: unknown,
    @Body() body?: Buffer,
  ): StreamableFile {
    const { history } = readInput(historyQuerySchema, query);
    const isHistory = history === 'true';
    return this.#take(body, { brandId: brand.id, source: 'api-events', isHistory }, interpretOwnEvents);
  }

  @Post('orders::batch')
  @HttpCode(200)
  receiveOrders(
    @CurrentBrand() brand: Brand,
    @Query() query: unknown,
    @Body() body?: Buffer,
  ): StreamableFile {
    const { history } = readInput(historyQuerySchema, query);
    const isHistory = history === 'true';
    return this.#take(body, { brandId: brand.id, source: 'api-orders', isHistory }, interpretOwnOrders);
  }

  #take(
    body: Buffer = Buffer.alloc(0),
    from: Pick<Delivery, 'brandId' | 'source' | 'isHistory'>,
    interpret: Interpret,
  ): StreamableFile {
    const causation = requestCausation();
    const receive = (line: string) => {
      const bytes = Buffer.from(line);
      const payload = parseJson(bytes);
      const delivery: Delivery = { ...from, topic: null, body: bytes, payload, isStrict: true, causation };
      return this.#receive.receive(delivery, interpret);
    };
    const answers = receiveBatch(body.toString(), { receive: async (line) => receive(line), faultOf });
    return new StreamableFile(Readable.from(toLines(answers)), { type: 'application/x-ndjson' });
  }
}

async function* toLines(answers: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const answer of answers) yield `${JSON.stringify(answer)}\n`;
}

function faultOf(error: unknown): LineFault['error'] {
  const { code, message, field } = toFailure(error);
  return { code, message, field: field ?? null };
}
