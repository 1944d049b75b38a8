import type { ParcelJourney } from '../journey/order-journey.js';
import { toMillis } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { cartMailOf } from './cart-mails.js';
import type { CompiledPolicy } from './compile-policy.js';
import type { DecideInput } from './decide-input.js';
import type { Outcome } from './decision.js';
import type { Finding } from './finding.js';
import { isShown } from './ledger.js';
import type { Ledger, LedgerEntry } from './ledger.js';
import type { ParcelFacts, Subject } from './subject.js';

interface Upgrade {
  readonly finding: Finding;
  readonly row: LedgerEntry;
}

/** One run of `decide` over one order: what it found new, and which open rows still hold. */
export interface Round {
  readonly policy: CompiledPolicy;
  /** Its ledger is without what faces showed: nothing is open by that, and nothing is counted by it. */
  readonly input: DecideInput;
  readonly shown: Ledger;
  /** What rules about the order as a whole are asked about. */
  readonly order: Subject;
  readonly news: Finding[];
  /** There are few of these and of those below, most often none: no list of them is worth an index. */
  readonly kept: LedgerEntry[];
  /** News that would take the place of an open row which says less. */
  readonly upgrades: Upgrade[];
  /** Parcels with an open case. */
  readonly openCases: string[];
  /** Parcels that a rule holds. */
  readonly held: string[];
  /** When what waits is looked at again. */
  readonly waits: Instant[];
}

export function startRound(policy: CompiledPolicy, given: DecideInput): Round {
  const shown = given.ledger.filter(isShown);
  const input =
    shown.length === 0 ? given : { ...given, ledger: given.ledger.filter((row) => !isShown(row)) };
  return {
    policy,
    input,
    shown,
    order: { order: input, parcel: null, hold: null, arrival: null, exception: null, said: null },
    news: [],
    kept: [],
    upgrades: [],
    openCases: [],
    held: [],
    waits: [],
  };
}

/** The condition that this row is open by still holds. */
export function keep({ kept }: Round, row: LedgerEntry): void {
  if (!kept.includes(row)) kept.push(row);
}

/** The open row whose place this would take. */
export function outgrownBy({ upgrades }: Round, finding: Finding): LedgerEntry | undefined {
  return upgrades.find((upgrade) => upgrade.finding === finding)?.row;
}

/** Laws that no policy can lift. What they silenced stays silent: it is never said late. */
export const FINAL_SILENCES = [
  'before_speaking',
  'too_late_to_be_useful',
  'order_unknown',
  'cart_says_it',
] as const;
export type FinalSilence = (typeof FINAL_SILENCES)[number];
const finalSilences: ReadonlySet<string | null> = new Set(FINAL_SILENCES);

const HOUR_MS = 3_600_000;

/** When a finding's message is no longer worth having, in milliseconds; null: never. */
export function usefulUntilMs({ compiled, factAt }: Finding): number | null {
  const hours = compiled.rule.then.usefulForHours;
  return hours === null ? null : toMillis(factAt) + hours * HOUR_MS;
}

/** Why this finding may never be spoken about; null when it may. What answers a thing said is always after speaking. */
export function finalSilence({ input }: Round, finding: Finding): FinalSilence | null {
  if (input.orderJourney.order === null) return 'order_unknown';
  if (finding.about === null && finding.factAt < input.speaksFrom) return 'before_speaking';
  if (isSaidByCart(input, finding)) return 'cart_says_it';
  const usefulUntil = usefulUntilMs(finding);
  return usefulUntil !== null && usefulUntil < toMillis(input.asOf) ? 'too_late_to_be_useful' : null;
}

/** A message that would only repeat the cart's own mail; a case is not one. */
function isSaidByCart({ cartMails = [] }: DecideInput, { about, compiled }: Finding): boolean {
  const { condition, then } = compiled.rule;
  return about === null && then.outcome === 'send' && cartMailOf(condition, cartMails) !== undefined;
}

const WEIGHT: Readonly<Record<Outcome, number>> = {
  overtaken: 0,
  suppress: 0,
  wait: 0,
  hold: 0,
  escalate: 1,
  send: 1,
  close_case: 1,
  open_case: 2,
};

/** `outcome` does more than the open row did, and the row was not silenced for good. */
export function outgrows(outcome: Outcome, row: LedgerEntry): boolean {
  if (row.outcome === 'overtaken' || finalSilences.has(row.because)) return false;
  return WEIGHT[outcome] > WEIGHT[row.outcome];
}

/**
 * Level-triggered: true and no open row is news; true and an open row is nothing new, unless it has become worse,
 * then the old row closes and a new one opens.
 */
export function meet(round: Round, finding: Finding, openRow: LedgerEntry | null): void {
  if (openRow !== null && !outgrows(finding.compiled.rule.then.outcome, openRow)) {
    keep(round, openRow);
    return;
  }
  round.news.push(finding);
  if (openRow !== null) round.upgrades.push({ finding, row: openRow });
}

export function parcelFacts({ input }: Round, journey: ParcelJourney): ParcelFacts {
  return {
    journey,
    forecast: input.forecasts.get(journey.parcelId) ?? null,
    stated: input.stated.get(journey.parcelId) ?? null,
    hasOpenCase: false,
  };
}
