import type { Decision } from '../policy/decision.js';
import { hoursBetween } from '../time/instant.js';
import type { Verdicts } from './order-replay.js';

/** What one policy would have done. */
export interface Tally {
  readonly version: string;
  messages: number;
  /** By condition. */
  readonly messagesByKind: Record<string, number>;
  /** What was seen and not said, by the reason. */
  readonly suppressed: Record<string, number>;
  cases: number;
}

/** How a kind of message differs between two policies. */
export interface Difference {
  onlyNew: number;
  onlyOld: number;
  both: number;
  /** Of those that both send: how much earlier the new one does, in hours. */
  hoursEarlier: number;
  readonly examplesOnlyNew: string[];
  readonly examplesOnlyOld: string[];
}

const EXAMPLES = 3;

export function emptyTally(version: string): Tally {
  return { version, messages: 0, messagesByKind: {}, suppressed: {}, cases: 0 };
}

export function countVerdicts(tally: Tally, { decisions }: Verdicts): void {
  for (const { message, condition, outcome, trace } of decisions) {
    if (outcome === 'open_case') tally.cases += 1;
    if (message === null) {
      const because = trace.because ?? outcome;
      tally.suppressed[because] = (tally.suppressed[because] ?? 0) + 1;
      continue;
    }
    tally.messages += 1;
    tally.messagesByKind[condition] = (tally.messagesByKind[condition] ?? 0) + 1;
  }
}

/** The same news under either policy: the n-th message of its kind about the same parcels and reason. */
function messagesByNews(decisions: readonly Decision[]): ReadonlyMap<string, Decision> {
  const counted = new Map<string, number>();
  const found = new Map<string, Decision>();
  for (const decision of decisions) {
    if (decision.message === null) continue;
    const kind = `${decision.condition} ${decision.parcelIds.join()} ${decision.reason}`;
    const occurrence = (counted.get(kind) ?? 0) + 1;
    counted.set(kind, occurrence);
    found.set(`${kind} ${occurrence}`, decision);
  }
  return found;
}

function differenceIn(differences: Record<string, Difference>, kind: string): Difference {
  return (differences[kind] ??= {
    onlyNew: 0,
    onlyOld: 0,
    both: 0,
    hoursEarlier: 0,
    examplesOnlyNew: [],
    examplesOnlyOld: [],
  });
}

function noteExample(examples: string[], orderNumber: string): void {
  if (examples.length < EXAMPLES && examples.at(-1) !== orderNumber) examples.push(orderNumber);
}

interface Compared {
  readonly orderNumber: string;
  readonly now: Verdicts;
  readonly before: Verdicts;
}

/** Adds one order's differences, by condition. */
export function compareVerdicts(
  differences: Record<string, Difference>,
  { orderNumber, now, before }: Compared,
): void {
  const [news, olds] = [messagesByNews(now.decisions), messagesByNews(before.decisions)];
  for (const [key, decision] of news) {
    const difference = differenceIn(differences, decision.condition);
    const old = olds.get(key);
    if (old === undefined) {
      difference.onlyNew += 1;
      noteExample(difference.examplesOnlyNew, orderNumber);
    } else {
      difference.both += 1;
      difference.hoursEarlier += hoursBetween(decision.asOf, old.asOf);
    }
  }
  for (const [key, decision] of olds) {
    if (news.has(key)) continue;
    const difference = differenceIn(differences, decision.condition);
    difference.onlyOld += 1;
    noteExample(difference.examplesOnlyOld, orderNumber);
  }
}
