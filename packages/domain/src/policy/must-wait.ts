import { addHours } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import type { Finding } from './finding.js';
import type { LedgerEntry } from './ledger.js';
import { outgrownBy } from './round.js';
import type { Round } from './round.js';
import { quietUntil, recipientZones } from './speaking-hours.js';

const LAWS = ['coalescing', 'budget_spent', 'quiet_hours'] as const;

/** What keeps a message that is not essential back for a while; whatever waits is decided anew when its time comes. */
export interface Waiting {
  readonly law: (typeof LAWS)[number];
  readonly until: Instant;
}

const COUNTED: ReadonlySet<string> = new Set(['requested', 'held', 'sent']);

/** When each message that the budget counts was said; what is still on its way is said now. */
function spokenAt(ledger: readonly LedgerEntry[], asOf: Instant): readonly Instant[] {
  const byMessage = new Map<string, Instant>();
  for (const { messageKey, messageClass, speech, saidAt } of ledger)
    if (messageKey !== null && messageClass !== 'essential' && COUNTED.has(speech))
      byMessage.set(messageKey, saidAt ?? asOf);
  return [...byMessage.values()].toSorted();
}

/**
 * When the budget has room for one more message beside `alsoNow` others that leave at once; null: it has.
 * What was said exactly `perHours` ago counts no more.
 */
export function budgetFreeAt({ policy, input }: Round, alsoNow: number): Instant | null {
  const { budget } = policy.policy;
  if (budget === undefined) return null;
  const since = addHours(input.asOf, -budget.perHours);
  const counted = spokenAt(input.ledger, input.asOf).filter((at) => at > since);
  const spent = [...counted, ...Array<Instant>(alsoNow).fill(input.asOf)];
  const makesRoom = spent[spent.length - budget.messages];
  return spent.length < budget.messages || makesRoom === undefined
    ? null
    : addHours(makesRoom, budget.perHours);
}

function coalescesUntil(round: Round, finding: Finding): Instant | null {
  const { waitHours } = finding.compiled.rule.then;
  if (waitHours === undefined) return null;
  return addHours(outgrownBy(round, finding)?.decidedAt ?? round.input.asOf, waitHours);
}

function quietEnd({ policy, input }: Round): Instant | null {
  const { quietHours } = policy.policy;
  if (quietHours === undefined) return null;
  const zones = recipientZones(input.orderJourney.order, input.zone ?? 'UTC');
  return quietUntil(quietHours, zones, input.asOf);
}

/** Essential messages never wait, and a case is opened at once. */
function canWait({ compiled }: Finding): boolean {
  const { outcome, messageClass } = compiled.rule.then;
  if (messageClass === null || messageClass === 'essential') return false;
  return outcome === 'send' || outcome === 'close_case';
}

/** Why this message waits; null when it may be asked for now. */
export function mustWait(round: Round, finding: Finding): Waiting | null {
  if (!canWait(finding)) return null;
  const ends: Readonly<Record<Waiting['law'], Instant | null>> = {
    coalescing: coalescesUntil(round, finding),
    budget_spent: budgetFreeAt(round, 0),
    quiet_hours: quietEnd(round),
  };
  for (const law of LAWS) {
    const until = ends[law];
    if (until !== null && until > round.input.asOf) return { law, until };
  }
  return null;
}
