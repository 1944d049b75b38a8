import { toMillis } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import type { Test } from './compile-policy.js';
import { FACTS } from './facts.js';
import type { Fact, FactName } from './facts.js';
import type { Rule, When } from './policy.js';
import type { Scope, Subject } from './subject.js';

const HOUR_MS = 3_600_000;

/** When, by the clock alone, what a rule asks for begins to hold and ceases to; null: never, whatever the clock says. */
type Span = (subject: Subject, asOfMs: number) => Stretch | null;

interface Stretch {
  readonly beginsMs: number;
  readonly ceasesMs: number;
}

interface Bounds {
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

/** What grows with working hours stands still for nights: it is looked at again, but not more often than this. */
const LEAST_WAIT_HOURS = 0.25;

function spansOf(when: When): readonly Span[] {
  return (Object.keys(when) as FactName[]).flatMap((name) => {
    const fact: Fact = FACTS[name];
    const { atLeast = -Infinity, below = Infinity } = when[name] ?? {};
    if (fact.since !== undefined) return [hoursSpan(fact.since, { atLeast, below })];
    return fact.growsPerHour === undefined ? [] : [growingSpan(fact, { atLeast, below })];
  });
}

/** Hours since something pass as the clock does. */
function hoursSpan(since: (subject: Subject) => Instant | null, { atLeast, below }: Bounds): Span {
  return (subject) => {
    const from = since(subject);
    if (from === null) return null;
    const fromMs = toMillis(from);
    return { beginsMs: fromMs + atLeast * HOUR_MS, ceasesMs: fromMs + below * HOUR_MS };
  };
}

/** What grows with working hours reaches a value at that instant at the earliest. */
function growingSpan({ read, growsPerHour }: Fact, { atLeast, below }: Bounds): Span {
  return (subject, asOfMs) => {
    const value = read(subject);
    const perHour = growsPerHour?.(subject) ?? 0;
    if (typeof value !== 'number' || perHour <= 0) return null;
    const reachedMs = (bound: number): number =>
      value >= bound ? asOfMs : asOfMs + Math.max(LEAST_WAIT_HOURS, (bound - value) / perHour) * HOUR_MS;
    return { beginsMs: reachedMs(atLeast), ceasesMs: reachedMs(below) };
  };
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
  for (const span of spans) {
    const stretch = span(subject, asOfMs);
    if (stretch === null) return Infinity;
    beginsMs = Math.max(beginsMs, stretch.beginsMs);
    ceasesMs = Math.min(ceasesMs, stretch.ceasesMs);
  }
  const nextMs = beginsMs > asOfMs ? (isStay || beginsMs >= ceasesMs ? Infinity : beginsMs) : ceasesMs;
  return nextMs > asOfMs ? nextMs : Infinity;
}
