import type { Criterion, EvaluationSummary } from '@tidings/simulator';
import { formatTable } from '../conformance/format-table.js';

/** What came of all worlds with hazards of one factor. */
export interface Evaluated {
  readonly factor: number;
  readonly summary: EvaluationSummary;
  readonly criteria: readonly Criterion[];
}

/** For people: what is asked, then every figure, a column for each factor. */
export function tellEvaluation(evaluated: readonly Evaluated[]): string {
  return [criteriaOf(evaluated), figuresOf(evaluated), ...evaluated.map(intervalsOf)].join('\n');
}

function criteriaOf(evaluated: readonly Evaluated[]): string {
  const [first] = evaluated;
  const columns = evaluated.map(({ factor }) => `x${factor}`);
  const rows = (first?.criteria ?? []).map(({ name, asked }) => [
    name,
    asked,
    ...evaluated.map(({ criteria }) => {
      const found = criteria.find((each) => each.name === name);
      return found === undefined ? '-' : `${figure(found.measured)}${found.isMet ? '' : ' (!)'}`;
    }),
  ]);
  return formatTable(['criterion', 'asked', ...columns], rows);
}

const FIGURES: readonly (readonly [string, (summary: EvaluationSummary) => number | null])[] = [
  ['orders', ({ orders }) => orders],
  ['noise: exceptions without effect', ({ noise }) => noise.exceptions],
  ['noise: recall', ({ noise }) => noise.recall],
  ['noise: precision', ({ noise }) => noise.precision],
  ['critical: exceptions', ({ critical }) => critical.exceptions],
  ['critical: acted on within one tick', ({ critical }) => critical.actedOnInOneTick],
  ['critical: precision', ({ critical }) => critical.precision],
  ['silence: stalls found', ({ silence }) => silence.stallsFound],
  ['silence: questions about stalled parcels', ({ silence }) => silence.questions],
  ['silence: median hours ahead of them', ({ silence }) => silence.medianLeadHours],
  ['silence: parcels falsely called silent', ({ silence }) => silence.falselyAlertedParcels],
  ['messages an order', ({ messagesPerOrder }) => messagesPerOrder],
  ['status messages an order', ({ statusMessagesPerOrder }) => statusMessagesPerOrder],
  ['tickets without messages', ({ tickets }) => tickets.withoutMessages],
  ['tickets with status messages', ({ tickets }) => tickets.withStatusMessages],
  ['tickets with tidings', ({ tickets }) => tickets.withTidings],
  ['tickets pre-empted', ({ tickets }) => tickets.preempted],
  ['tickets fewer than with status messages', ({ tickets }) => tickets.betterThanStatusMessages],
  ['restatements an order, mean', ({ restatements }) => restatements.mean],
  ['restatements an order, 95 %', ({ restatements }) => restatements.p95],
];

function figuresOf(evaluated: readonly Evaluated[]): string {
  const sources = new Set(evaluated.flatMap(({ summary }) => Object.keys(summary.delayMinutes)));
  const delays = [...sources].flatMap((source) =>
    (['median', 'p95'] as const).map(
      (which) =>
        [
          `minutes from ${source}'s event to the message, ${which === 'p95' ? '95 %' : which}`,
          ({ delayMinutes }: EvaluationSummary) => delayMinutes[source]?.[which] ?? null,
        ] as const,
    ),
  );
  const rows = [...FIGURES, ...delays].map(([name, read]) => [
    name,
    ...evaluated.map(({ summary }) => figure(read(summary))),
  ]);
  return formatTable(['figure', ...evaluated.map(({ factor }) => `x${factor}`)], rows);
}

function intervalsOf({ factor, summary }: Evaluated): string {
  const rows = Object.entries(summary.intervals).map(([leg, { outcomes, ...each }]) => [
    leg,
    String(outcomes),
    figure(each.coverage80),
    figure(each.coverage95),
    figure(each.width80Hours),
    figure(each.width95Hours),
  ]);
  return formatTable([`intervals, x${factor}`, 'outcomes', '80 %', '95 %', 'hours 80', 'hours 95'], rows);
}

/** Counts whole, shares and hours to three places that matter. */
function figure(value: number | null): string {
  if (value === null) return '-';
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1);
}
