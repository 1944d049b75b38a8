import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { type Brand, BrandKeyGuard, CurrentBrand, parseJson, readInput } from '@tidings/platform';
import { z } from 'zod';
import { type ErasureReceipt, EraseSubject } from '../../core/erase-subject.js';
import { requestCausation } from './request-causation.js';

const bodySchema = z.strictObject({
  /** Of one person, as the shop writes them. */
  orderNumbers: z.array(z.string().trim().min(2).max(100)).min(1).max(500),
});

/** A person asks to be forgotten: the shop says which orders were theirs. */
@Controller('v1/privacy')
@UseGuards(BrandKeyGuard)
export class PrivacyController {
  readonly #subjects: EraseSubject;

  constructor(subjects: EraseSubject) {
    this.#subjects = subjects;
  }

  @Post('erasures')
  @HttpCode(202)
  async erase(@CurrentBrand() { id: brandId }: Brand, @Body() body?: Buffer): Promise<ErasureReceipt> {
    const { orderNumbers } = readInput(bodySchema, parseJson(body ?? Buffer.alloc(0)));
    return this.#subjects.erase({ brandId, orderNumbers, causation: requestCausation() });
  }
}
