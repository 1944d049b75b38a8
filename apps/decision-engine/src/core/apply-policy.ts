import { checkPolicy, type Instant, type Policy, PolicyError } from '@tidings/domain';
import type { BrandRulesSource } from '../ports/brand-rules.js';
import type { ApplyOutcome, PolicyRole, PolicyStore } from '../ports/policy-store.js';

export interface ApplyRequest {
  readonly brandId: string;
  readonly role: PolicyRole;
  /** As it is written; left out: a version that was kept before. */
  readonly document?: unknown;
  /** Null: back to the policy of the brand's file; in the shadow: none any more. */
  readonly version: string | null;
  readonly by: string;
  readonly because: string;
}

export interface Applied {
  readonly outcome: ApplyOutcome | 'refused';
  readonly version: string | null;
  /** What was in use before; null: the policy of the brand's file. */
  readonly previous: string | null;
  /** Why it was refused: each names rule and field. */
  readonly problems: readonly string[];
}

export interface ApplyPolicyParts {
  readonly policies: PolicyStore;
  /** Rules as the brands' files have them. */
  readonly configured: BrandRulesSource;
  readonly clock: { now(): Instant };
}

/** Puts a version of a brand's policy to use, unless `tidings policy check` would find fault with it. */
export class ApplyPolicy {
  readonly #parts: ApplyPolicyParts;

  constructor(parts: ApplyPolicyParts) {
    this.#parts = parts;
  }

  /** @throws UnknownBrandError */
  async apply({ document, ...asked }: ApplyRequest): Promise<Applied> {
    const { policies, configured, clock } = this.#parts;
    const own = configured.rulesOf(asked.brandId).policy.policy;
    const read = document === undefined ? null : readOrExplain(document);
    if (Array.isArray(read)) return { outcome: 'refused', version: null, previous: null, problems: read };
    const policy = read as Policy | null;
    const version = policy?.version ?? asked.version;
    if (policy !== null && version === own.version && !isSame(policy, own))
      return { outcome: 'version_differs', version, previous: null, problems: [] };
    const use = { ...asked, version, at: clock.now() };
    const { outcome, previous } = await policies.apply(use, policy ?? undefined);
    return { outcome, version, previous, problems: [] };
  }
}

function readOrExplain(document: unknown): Policy | readonly string[] {
  try {
    return checkPolicy(document);
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
}

function isSame(one: Policy, other: Policy): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
