import { Controller } from '@nestjs/common';
import { policiesCompareShadow, type ReplyOf, type RequestOf } from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { BrandRulesSource } from '../../ports/brand-rules.js';
import { ShadowBook } from '../../ports/shadow-book.js';

/** What a policy in the shadow would have done. */
@Controller()
export class ShadowController {
  readonly #brands: BrandRulesSource;
  readonly #shadows: ShadowBook;

  constructor(brands: BrandRulesSource, shadows: ShadowBook) {
    this.#brands = brands;
    this.#shadows = shadows;
  }

  @AnswerRpc(policiesCompareShadow)
  async compare({
    limit,
    version: asked,
    ...window
  }: RequestOf<typeof policiesCompareShadow>): Promise<ReplyOf<typeof policiesCompareShadow>> {
    const version = asked ?? this.#brands.rulesOf(window.brandId).shadow?.policy.version ?? null;
    if (version === null) return { version, counts: [], differences: [] };
    const { counts, differences } = await this.#shadows.compare({ ...window, version }, limit);
    return { version, counts: [...counts], differences: [...differences] };
  }
}
