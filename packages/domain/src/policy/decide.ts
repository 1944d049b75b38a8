import { nextPromiseEnd } from '../promise/settle-promises.js';
import { addHours, earliestAfter } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { addBusinessHours, workEndsAt } from '../time/work-calendar.js';
import { REASONS } from '../words/reason.js';
import type { CompiledPolicy } from './compile-policy.js';
import type { CaseChange, DecideInput, DecideResult } from './decide-input.js';
import type { Decision } from './decision.js';
import type { Finding } from './finding.js';
import { findAnswers } from './find-answers.js';
import { findArrivals } from './find-arrivals.js';
import { findExceptions } from './find-exceptions.js';
import { findHolds, findOrderStates, findParcelStates } from './find-states.js';
import { dropIdleUpgrades, judgeFindings } from './judge-findings.js';
import type { Judged } from './judge-findings.js';
import type { LedgerEntry } from './ledger.js';
import { nextCrossing } from './next-look.js';
import { parcelFacts, startRound } from './round.js';
import type { Round } from './round.js';
import type { ParcelSubject, Subject } from './subject.js';
import { toldOnceBy } from './told-already.js';
import { traceDecision } from './trace-decision.js';

/** A judged finding with its identity. */
interface Named extends Judged {
  readonly key: string;
  readonly occurrence: number;
  /** The key of the decision whose message speaks for it. */
  readonly messageKey: string | null;
}

function nameFindings(round: Round, judged: readonly Judged[]): readonly Named[] {
  const { ledger, orderId } = round.input;
  const counted = new Map<string, number>();
  const spokenFor = new Map<string, string>();
  return judged.map((each) => {
    const { parcelId, reason, compiled, about } = each.finding;
    const { condition } = compiled.rule;
    const identity = `${orderId}:${parcelId ?? 'order'}:${condition}${reason ? `:${reason}` : ''}`;
    const isSame = (row: LedgerEntry): boolean =>
      row.parcelId === parcelId && row.condition === condition && row.reason === reason;
    const occurrence = (counted.get(identity) ?? ledger.filter(isSame).length) + 1;
    counted.set(identity, occurrence);
    const key = `${identity}:${occurrence}`;
    if (!each.hasMessage) return { ...each, key, occurrence, messageKey: null };
    const message = [compiled.rule.id, reason, about?.messageKey].join('|');
    const messageKey = each.outcome === 'send' ? (spokenFor.get(message) ?? key) : key;
    spokenFor.set(message, messageKey);
    return { ...each, key, occurrence, messageKey };
  });
}

function usefulUntil({ finding }: Named): Instant | null {
  const hours = finding.compiled.rule.then.usefulForHours;
  return hours === null ? null : addHours(finding.factAt, hours);
}

function sourceOf({ finding }: Named): string | null {
  const timeline = finding.subject.parcel?.journey.journey.timeline ?? [];
  return timeline.findLast(({ event }) => event.id === finding.eventId)?.event.source ?? null;
}

/** What answers a thing shown is said where it was shown. */
function toldIn({ about }: Finding): Pick<Decision, 'told'> {
  return about?.told === undefined ? {} : { told: about.told };
}

function toDecision(round: Round, named: Named, all: readonly Named[]): Decision {
  const { finding, key } = named;
  const { rule } = finding.compiled;
  const spoken = all.length === 1 ? all : all.filter((each) => each.messageKey === key || each === named);
  return {
    key,
    condition: rule.condition,
    parcelIds: spoken.flatMap((each) => each.finding.parcelId ?? []),
    reason: finding.reason,
    outcome: named.outcome,
    message:
      named.hasMessage && rule.then.messageClass !== null
        ? { messageClass: rule.then.messageClass, usefulUntil: usefulUntil(named) }
        : null,
    factAt: finding.factAt,
    claims: finding.claims,
    about: finding.about?.messageKey ?? finding.about?.key ?? null,
    ...toldIn(finding),
    eventId: finding.eventId,
    source: finding.eventId === null ? null : sourceOf(named),
    trace: traceDecision(round, named),
    asOf: round.input.asOf,
  };
}

/** What never was current, and an answer that says nothing, has ended as soon as it is written. */
function isOverAtOnce({ finding, hasMessage, outcome }: Named): boolean {
  return finding.isPassed || (finding.about !== null && !hasMessage && outcome !== 'wait');
}

/** It has something to say, now or when its wait is over. */
function isSpeaking({ finding, hasMessage, outcome }: Named): boolean {
  return finding.compiled.rule.then.messageClass !== null && (hasMessage || outcome === 'wait');
}

function toRow({ input }: Round, named: Named): LedgerEntry {
  const { finding } = named;
  return {
    key: named.key,
    condition: finding.compiled.rule.condition,
    parcelId: finding.parcelId,
    reason: finding.reason,
    occurrence: named.occurrence,
    outcome: named.outcome,
    speech: named.hasMessage ? 'requested' : 'none',
    claims: finding.claims,
    factAt: finding.factAt,
    decidedAt: input.asOf,
    saidAt: null,
    closedAt: isOverAtOnce(named) ? input.asOf : null,
    eventId: finding.eventId,
    messageKey: named.messageKey,
    about: finding.about?.key ?? null,
    ...(isSpeaking(named) && { messageClass: finding.compiled.rule.then.messageClass ?? 'courtesy' }),
    ...toldOnceBy(finding.compiled, finding.subject),
    because: named.law ?? finding.compiled.rule.then.because ?? null,
    ...toldIn(finding),
  };
}

/** Every case of the parcel that is open. */
function escalate({ input }: Round, { finding }: Named): readonly CaseChange[] {
  return input.ledger
    .filter(
      (row) => row.parcelId === finding.parcelId && row.outcome === 'open_case' && row.closedAt === null,
    )
    .map(({ key }) => ({ change: 'escalate', caseKey: key, escalatedAt: input.asOf }));
}

function toCaseChange({ input }: Round, { finding, outcome, key }: Named): CaseChange | null {
  const opens = finding.compiled.rule.then.case;
  if (outcome === 'open_case' && opens && finding.parcelId !== null) {
    const reason = finding.reason ?? 'unspecified';
    return {
      change: 'open',
      caseKey: key,
      parcelId: finding.parcelId,
      reason,
      actor: finding.subject.exception?.actor ?? REASONS[reason].actor,
      openedAt: input.asOf,
      ...opens,
    };
  }
  if (outcome !== 'close_case' || finding.about === null) return null;
  return { change: 'close', caseKey: finding.about.key, closedAt: input.asOf };
}

function hasEnded({ kept }: Round, row: LedgerEntry): boolean {
  return row.closedAt === null && !kept.includes(row);
}

function closeEnded(round: Round): readonly LedgerEntry[] {
  const { ledger, asOf } = round.input;
  if (!ledger.some((row) => hasEnded(round, row))) return ledger;
  return ledger.map((row) => (hasEnded(round, row) ? { ...row, closedAt: asOf } : row));
}

/** What is essential says more than the courtesies that still wait: they are never said. */
function displaceCourtesies(ledger: readonly LedgerEntry[], named: readonly Named[]): readonly LedgerEntry[] {
  const isEssential = ({ hasMessage, finding }: Named): boolean =>
    hasMessage &&
    finding.about?.told === undefined &&
    finding.compiled.rule.then.messageClass === 'essential';
  const waits = ({ outcome, messageClass, closedAt }: LedgerEntry): boolean =>
    outcome === 'wait' && messageClass === 'courtesy' && closedAt === null;
  if (!ledger.some(waits) || !named.some(isEssential)) return ledger;
  return ledger.map((row) =>
    waits(row) ? { ...row, outcome: 'overtaken', because: 'displaced_by_essential' } : row,
  );
}

/** A millisecond: the shortest time at work. */
const INSTANT_HOURS = 1 / 3_600_000;

/** While its source is blind nobody can say when a parcel becomes silent: it is looked at again until the source sees. */
const BLIND_RECHECK_HOURS = 1;

/** A rule that asks whether people are at work is asked again when they begin, and when they end. */
function workTurnsAt({ policy, input: { workHours, asOf } }: Round): Instant | null {
  if (workHours === undefined || !policy.asksForWorkHours) return null;
  return workEndsAt(workHours, asOf) ?? addBusinessHours(workHours, asOf, INSTANT_HOURS);
}

function wakeAtOf(round: Round, subjects: readonly Subject[]): Instant | null {
  const { forecasts, orderForecast, promises = [], zone = 'UTC', asOf } = round.input;
  const due = [
    orderForecast.validUntil,
    orderForecast.dispatchBy,
    nextPromiseEnd(promises, zone),
    nextCrossing(round.policy, subjects, asOf),
    workTurnsAt(round),
    ...round.waits,
  ];
  for (const forecast of forecasts.values()) {
    due.push(forecast.validUntil, forecast.nextEventBy);
    if (forecast.silence.state === 'cannot_see') due.push(addHours(asOf, BLIND_RECHECK_HOURS));
  }
  return earliestAfter(asOf, due);
}

/** A rule may hold a parcel: then only what is essential is said about it. */
function holdParcels({ kept, news, held }: Round): void {
  for (const { outcome, parcelId } of kept) if (outcome === 'hold') held.push(parcelId ?? '');
  for (const { compiled, parcelId, isPassed } of news)
    if (compiled.rule.then.outcome === 'hold' && !isPassed) held.push(parcelId ?? '');
}

function subjectsOf(round: Round): readonly ParcelSubject[] {
  return round.input.orderJourney.parcels.map((journey) => {
    const subject = { ...round.order, parcel: parcelFacts(round, journey) };
    const hasOpenCase = findExceptions(round, subject);
    if (!hasOpenCase) return subject;
    round.openCases.push(journey.parcelId);
    return { ...subject, parcel: { ...subject.parcel, hasOpenCase } };
  });
}

/**
 * Decides about one order from what is true at `asOf` and what the ledger says was already said or opened; an event
 * and a tick take the same path. Run it after every change, and after a message was settled. The ledger it returns
 * is the next round's; it grows by a row per condition met and is never cut, orders being small.
 */
export function decide(policy: CompiledPolicy, input: DecideInput): DecideResult {
  const round = startRound(policy, input);
  findHolds(round);
  findOrderStates(round);
  const subjects = subjectsOf(round);
  for (const subject of subjects) {
    findArrivals(round, subject);
    findParcelStates(round, subject);
  }
  holdParcels(round);
  dropIdleUpgrades(round);
  findAnswers(round, subjects);
  const { shown } = round;
  const ended = closeEnded(round);
  const closed = ended === round.input.ledger ? input.ledger : [...ended, ...shown];
  const named = round.news.length === 0 ? [] : nameFindings(round, judgeFindings(round));
  const wakeAt = wakeAtOf(round, [round.order, ...subjects]);
  if (named.length === 0) return { decisions: [], ledger: closed, caseChanges: [], wakeAt };
  return {
    decisions: named
      .filter(({ key, messageKey }) => messageKey === null || messageKey === key)
      .map((each) => toDecision(round, each, named)),
    ledger: [...displaceCourtesies(closed, named), ...named.map((each) => toRow(round, each))],
    caseChanges: named.flatMap((each) =>
      each.outcome === 'escalate' ? escalate(round, each) : (toCaseChange(round, each) ?? []),
    ),
    wakeAt,
  };
}
