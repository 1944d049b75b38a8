import type { Instant, Policy } from '@tidings/domain';

/** `live` decides and speaks. `shadow` decides beside it and is recorded, and nothing of it leaves. */
export const POLICY_ROLES = ['live', 'shadow'] as const;
export type PolicyRole = (typeof POLICY_ROLES)[number];

/** Who put which version to use, and why. */
export interface PolicyUse {
  readonly brandId: string;
  readonly role: PolicyRole;
  /** Null: the one of the brand's own file again; in the shadow: none. */
  readonly version: string | null;
  readonly by: string;
  readonly because: string;
  readonly at: Instant;
}

export interface PolicyInUse extends PolicyUse {
  readonly policy: Policy | null;
}

export type ApplyOutcome = 'applied' | 'already_in_use' | 'version_differs' | 'unknown_version';

/** The versions of every brand's policy; none is ever edited or removed. Also its injection token. */
export abstract class PolicyStore {
  /**
   * What is in use now, of every brand and role that ever had a version.
   * @param mark that of the last reading: null comes back while nothing has changed since
   */
  abstract readInUse(
    mark: string | null,
  ): Promise<{ readonly mark: string; readonly inUse: readonly PolicyInUse[] } | null>;
  /**
   * @param policy kept under its version; left out: the version that was kept before. `version_differs`: another policy
   *   was kept under that name
   */
  abstract apply(
    use: PolicyUse,
    policy?: Policy,
  ): Promise<{ readonly outcome: ApplyOutcome; readonly previous: string | null }>;
  /** Newest first. */
  abstract listUses(brandId: string): Promise<readonly PolicyUse[]>;
}
