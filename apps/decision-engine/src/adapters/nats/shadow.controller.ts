import { Controller } from '@nestjs/common';
import { policiesCompareShadow, type ReplyOf, type RequestOf } from '@tidings/contracts';
import { AnswerRpc, RpcError } from '@tidings/messaging';
import { BrandRulesSource } from '../../ports/brand-rules.js';
import { PolicyStore } from '../../ports/policy-store.js';
import { ShadowBook } from '../../ports/shadow-book.js';

/** What a policy in the shadow would have done. */
@Controller()
export class ShadowController {
  readonly #brands: BrandRulesSource;
  readonly #policies: PolicyStore;
  readonly #shadows: ShadowBook;

  constructor(brands: BrandRulesSource, policies: PolicyStore, shadows: ShadowBook) {
    this.#brands = brands;
    this.#policies = policies;
    this.#shadows = shadows;
  }

  @AnswerRpc(policiesCompareShadow)
  async compare({
    limit,
    version: asked,
    ...window
  }: RequestOf<typeof policiesCompareShadow>): Promise<ReplyOf<typeof policiesCompareShadow>> {
    const { shadow } = this.#brands.rulesOf(window.brandId);
    const version = asked ?? shadow?.policy.version ?? null;
    if (version === null) return { version, counts: [], differences: [] };
    const { counts, differences } = await this.#shadows.compare({ ...window, version }, limit);
    // Nothing to tell may be a quiet week, or a slip of the keyboard.
    if (counts.length === 0 && !(await this.#wasInShadow(window.brandId, version)))
      throw new RpcError('not_found', `policy '${version}' was never in the shadow of ${window.brandId}`);
    return { version, counts: [...counts], differences: [...differences] };
  }

  async #wasInShadow(brandId: string, version: string): Promise<boolean> {
    const uses = await this.#policies.listUses(brandId);
    return uses.some((use) => use.role === 'shadow' && use.version === version);
  }
}
