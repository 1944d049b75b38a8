import { toMillis } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import type { Test } from './compile-policy.js';
import { FACTS } from './facts.js';
import type { Fact, FactName } from './facts.js';
import type { Rule, When } from './policy.js';
import type { Scope, Subject } from './subject.js';

const HOUR_MS = 3_600_000;

/** A number of hours that the clock counts, and between which a rule asks it to be. */
interface Span {
  readonly since: (subject: Subject) => Instant | null;
  readonly atLeast: number;
  readonly below: number;
}

/** What a rule asks of the clock. */
export interface ClockWatch {
  readonly spans: readonly Span[];
  /** What else it asks, as far as nothing but an event can change it: while one fails, the clock is of no matter. */
  readonly stills: readonly Test[];
  /** It only keeps a condition that is met, so that it begins to hold is of no matter. */
  readonly isStay: boolean;
}

/** Facts that only an event changes; everything else may be otherwise when the clock has moved. */
const STILL: ReadonlySet<FactName> = new Set([
  'isOrderCancelled',
  'delivery',
  'isOwed',
  'isReplaced',
  'milestone',
  'hasOpenCase',
  'isBeingPrepared',
  'carrier',
  'service',
  'reason',
  'whoMustAct',
] satisfies FactName[]);

function spansOf(when: When): readonly Span[] {
  return (Object.keys(when) as FactName[]).flatMap((fact) => {
    const { since }: Fact = FACTS[fact];
    const { atLeast = -Infinity, below = Infinity } = when[fact] ?? {};
    return since === undefined ? [] : [{ since, atLeast, below }];
  });
}

/** What the rules of a scope ask of the clock; those that ask it nothing are left out. */
export function clockWatchesOf(
  rules: readonly Rule[],
  scope: Scope,
  compileWhen: (when: When) => readonly Test[],
): readonly ClockWatch[] {
  return rules
    .filter((rule) => rule.scope === scope)
    .flatMap(({ when, staysWhile = {} }) => [
      { when, isStay: false },
      { when: staysWhile, isStay: true },
    ])
    .map(({ when, isStay }) => ({
      isStay,
      spans: spansOf(when),
      stills: compileWhen(when).filter(({ fact }) => STILL.has(fact)),
    }))
    .filter(({ spans }) => spans.length > 0);
}

/** When the clock alone makes the rule begin or cease to match, in milliseconds; Infinity: never. */
export function nextChangeMs(
  { spans, stills, isStay }: ClockWatch,
  subject: Subject,
  asOfMs: number,
): number {
  for (const test of stills) if (!test.accepts(test.read(subject))) return Infinity;
  let beginsMs = -Infinity;
  let ceasesMs = Infinity;
  for (const { since, atLeast, below } of spans) {
    const from = since(subject);
    if (from === null) return Infinity;
    const fromMs = toMillis(from);
    beginsMs = Math.max(beginsMs, fromMs + atLeast * HOUR_MS);
    ceasesMs = Math.min(ceasesMs, fromMs + below * HOUR_MS);
  }
  const nextMs = beginsMs > asOfMs ? (isStay || beginsMs >= ceasesMs ? Infinity : beginsMs) : ceasesMs;
  return nextMs > asOfMs ? nextMs : Infinity;
}
