import { type CompiledPolicy, compilePolicy, parsePolicy, type Policy } from '@tidings/domain';
import { type BrandRules, BrandRulesSource } from '../ports/brand-rules.js';
import type { DurationsBoard } from './durations-board.js';
import type { PolicyInUse, PolicyStore } from '../ports/policy-store.js';

export interface PolicyBoardParts {
  /** Rules as the brands' files have them. */
  readonly configured: BrandRulesSource;
  readonly policies: PolicyStore;
  /** Left out: nothing is learned. */
  readonly durations?: DurationsBoard;
  readonly log: { warn(details: object, message: string): void };
}

/** Until it is known which version is in use nobody may decide; the same succeeds when it is tried again. */
class PoliciesUnreadError extends Error {
  override readonly name = 'PoliciesUnreadError';
  readonly code = 'unavailable';
  readonly transient = true;
}

/**
 * The rules in use: those of the brand's file, with the version of its policy that was applied last. Every replica reads
 * what was applied when it looks at its clock.
 */
export class PolicyBoard extends BrandRulesSource {
  readonly #parts: PolicyBoardParts;
  readonly #compiled = new Map<string, CompiledPolicy>();
  #mark: string | null = null;
  #inUse: readonly PolicyInUse[] = [];
  #rules = new Map<string, BrandRules>();

  constructor(parts: PolicyBoardParts) {
    super();
    this.#parts = parts;
  }

  async refresh(): Promise<void> {
    if (await this.#parts.durations?.refresh()) this.#rules = new Map();
    const read = await this.#parts.policies.readInUse(this.#mark);
    if (read === null) return;
    this.#mark = read.mark;
    this.#inUse = read.inUse;
    this.#rules = new Map();
  }

  override rulesOf(brandId: string): BrandRules {
    if (this.#mark === null) throw new PoliciesUnreadError('the policies in use are not read yet');
    const known = this.#rules.get(brandId);
    if (known !== undefined) return known;
    const rules = this.#put(this.#parts.configured.rulesOf(brandId));
    this.#rules.set(brandId, rules);
    return rules;
  }

  #put(configured: BrandRules): BrandRules {
    const of = (role: PolicyInUse['role']): CompiledPolicy | null => {
      const use = this.#inUse.find((each) => each.brandId === configured.brandId && each.role === role);
      return use?.policy == null ? null : this.#compile(configured.brandId, use.policy);
    };
    const shadow = of('shadow');
    const learned = this.#parts.durations?.of(configured) ?? null;
    return {
      ...configured,
      policy: of('live') ?? configured.policy,
      ...(shadow !== null && { shadow }),
      ...(learned !== null && { learned }),
    };
  }

  /** What an older release took and this one cannot read is not decided by; what the brand's file says stands in. */
  #compile(brandId: string, policy: Policy): CompiledPolicy | null {
    const key = `${brandId} ${policy.version}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    try {
      const compiled = compilePolicy(parsePolicy(policy));
      this.#compiled.set(key, compiled);
      return compiled;
    } catch (err) {
      this.#parts.log.warn(
        { err, alert: 'policy_unusable', brandId, version: policy.version },
        'an applied policy cannot be used',
      );
      return null;
    }
  }
}
