import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { instantSchema, type WatchedPromise } from '@tidings/domain';
import { type Brand, BrandKeyGuard, CurrentBrand, readInput } from '@tidings/platform';
import { z } from 'zod';
import { PromiseBook, type PromiseRate } from '../../ports/promise-book.js';

const promisesQuery = z.object({
  /** Lists one order's promises; left out: how many were kept. */
  order: z.string().min(1).max(100).optional(),
  from: instantSchema.default('1970-01-01T00:00:00.000Z'),
  to: instantSchema.default('9999-12-31T00:00:00.000Z'),
});

type Promises = { readonly promises: readonly WatchedPromise[] } | { readonly rates: readonly PromiseRate[] };

/** Which dates customers were shown and whether they were kept; to the holder of the brand's key. */
@Controller('v1/promises')
@UseGuards(BrandKeyGuard)
export class PromisesController {
  readonly #book: PromiseBook;

  constructor(book: PromiseBook) {
    this.#book = book;
  }

  @Get()
  async list(@CurrentBrand() brand: Brand, @Query() query: unknown): Promise<Promises> {
    const { order, from, to } = readInput(promisesQuery, query);
    return order === undefined
      ? { rates: await this.#book.rates(brand.id, { from, to }) }
      : { promises: await this.#book.listOfOrder(brand.id, order) };
  }
}
