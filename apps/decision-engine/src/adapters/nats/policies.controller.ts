import { Controller } from '@nestjs/common';
import { policiesApply, policiesList, type ReplyOf, type RequestOf } from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { ApplyPolicy } from '../../core/apply-policy.js';
import { BrandRulesSource } from '../../ports/brand-rules.js';
import { PolicyStore } from '../../ports/policy-store.js';

/** Versions of policies: put to use, and listed. */
@Controller()
export class PoliciesController {
  readonly #apply: ApplyPolicy;
  readonly #policies: PolicyStore;
  readonly #brands: BrandRulesSource;

  constructor(apply: ApplyPolicy, policies: PolicyStore, brands: BrandRulesSource) {
    this.#apply = apply;
    this.#policies = policies;
    this.#brands = brands;
  }

  @AnswerRpc(policiesApply)
  async apply(asked: RequestOf<typeof policiesApply>): Promise<ReplyOf<typeof policiesApply>> {
    const { problems, ...applied } = await this.#apply.apply(asked);
    return { ...applied, problems: [...problems] };
  }

  @AnswerRpc(policiesList)
  async list({ brandId }: RequestOf<typeof policiesList>): Promise<ReplyOf<typeof policiesList>> {
    const { policy, shadow } = this.#brands.rulesOf(brandId);
    const uses = await this.#policies.listUses(brandId);
    return {
      live: policy.policy.version,
      shadow: shadow?.policy.version ?? null,
      uses: uses.map(({ role, version, by, because, at }) => ({ role, version, by, because, at })),
    };
  }
}
