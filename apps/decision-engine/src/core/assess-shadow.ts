import {
  type CompiledPolicy,
  decide,
  type Decision,
  type Instant,
  isUnsaid,
  type Ledger,
  type OrderFacts,
  settle,
} from '@tidings/domain';

/** What a policy in the shadow remembers of one order. */
export interface ShadowState {
  readonly version: string;
  readonly ledger: Ledger;
}

export interface ShadowAssessment {
  readonly state: ShadowState;
  readonly decisions: readonly Decision[];
  /** Counts only where the shadow has not seen the order before. */
  readonly seenSince: Instant;
  readonly wakeAt: Instant | null;
}

export interface ShadowInput {
  readonly policy: CompiledPolicy;
  /** What is true of the order, as the live policy saw it; so dates are those that the live policy states. */
  readonly facts: OrderFacts;
  /** The live ledger before this round: where the shadow begins. */
  readonly ledger: Ledger;
  readonly speaksFrom: Instant;
  /** Null where no shadow has seen the order yet. */
  readonly known: ShadowState | null;
}

/** How another policy decides about the same facts. What it would say counts as said at once: nothing of it leaves. */
export function assessShadow({ policy, facts, ledger, speaksFrom, known }: ShadowInput): ShadowAssessment {
  const { asOf } = facts;
  const { version } = policy.policy;
  const before = known?.version === version ? known.ledger : sayAll(ledger, asOf);
  const decided = decide(policy, { ...facts, ledger: before, speaksFrom });
  return {
    state: { version, ledger: sayAll(decided.ledger, asOf) },
    decisions: decided.decisions,
    seenSince: asOf,
    wakeAt: decided.wakeAt,
  };
}

function sayAll(ledger: Ledger, at: Instant): Ledger {
  let said = ledger;
  for (const row of ledger)
    if (isUnsaid(row) && row.messageKey !== null)
      said = settle(said, { key: row.messageKey, state: 'sent', at });
  return said;
}
