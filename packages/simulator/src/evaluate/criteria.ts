import type { EvaluationSummary } from './summary.js';

/** One thing that is asked of the shipped policy and of the estimates, and how it came out. */
export interface Criterion {
  readonly name: string;
  /** As a person reads it. */
  readonly asked: string;
  /** Null where nothing of the kind happened. */
  readonly measured: number | null;
  readonly isMet: boolean;
}

/** Points by which a realised coverage may differ from the promised one. */
const COVERAGE_SLACK = 0.02;

/** What must hold of the world as its hazards are cited. */
export function judgeCriteria(summary: EvaluationSummary): readonly Criterion[] {
  const { noise, critical, silence, tickets, restatements, messagesPerOrder, statusMessagesPerOrder } =
    summary;
  return [
    atLeast('exceptions without effect suppressed', noise.recall, 0.95),
    atLeast('critical ones acted on within one tick', critical.actedOnInOneTick, 0.99),
    atLeast('hours from a silence found to the question, median', silence.medianLeadHours, 24),
    atMost('parcels falsely called silent', silence.falselyAlertedParcels, 0.05),
    ...Object.entries(summary.intervals).flatMap(([leg, { coverage80, coverage95 }]) => [
      near(`${leg}: inside the 80 % interval`, coverage80, 0.8),
      near(`${leg}: inside the 95 % interval`, coverage95, 0.95),
    ]),
    atLeast('tickets pre-empted, against no messages', tickets.preempted, 0.6),
    atLeast('tickets fewer than with status messages', tickets.betterThanStatusMessages, 0.25),
    {
      ...atMost('messages an order, below status messages', messagesPerOrder, statusMessagesPerOrder ?? 0),
      asked: `< ${(statusMessagesPerOrder ?? 0).toFixed(3)}`,
      isMet: (messagesPerOrder ?? 0) < (statusMessagesPerOrder ?? 0),
    },
    atMost('restatements an order, mean', restatements.mean, 0.5),
    atMost('restatements an order, 95 %', restatements.p95, 2),
  ];
}

function atLeast(name: string, measured: number | null, least: number): Criterion {
  return { name, asked: `>= ${least}`, measured, isMet: measured !== null && measured >= least };
}

function atMost(name: string, measured: number | null, most: number): Criterion {
  return { name, asked: `<= ${most}`, measured, isMet: measured !== null && measured <= most };
}

function near(name: string, measured: number | null, promised: number): Criterion {
  const isMet = measured !== null && Math.abs(measured - promised) <= COVERAGE_SLACK;
  return { name, asked: `${promised} +- ${COVERAGE_SLACK}`, measured, isMet };
}
