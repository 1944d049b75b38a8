import type { BacktestReport, Difference, Tally } from '@tidings/domain';
import { formatTable } from '../conformance/format-table.js';

type Counts = Readonly<Record<string, number>>;

function kindsOf(...counts: readonly Counts[]): readonly string[] {
  return [...new Set(counts.flatMap((each) => Object.keys(each)))].toSorted();
}

function compared(title: string, now: Counts, before: Counts | null): string {
  const rows = kindsOf(now, before ?? {}).map((kind) => [
    kind,
    String(now[kind] ?? 0),
    ...(before === null ? [] : [String(before[kind] ?? 0)]),
  ]);
  return formatTable([title, 'new', ...(before === null ? [] : ['old'])], rows);
}

function earlier({ both, hoursEarlier }: Difference): string {
  return both === 0 ? '' : (hoursEarlier / both).toFixed(1);
}

function told(differences: BacktestReport['differences']): string {
  const rows = Object.entries(differences)
    .filter(([, each]) => each.onlyNew > 0 || each.onlyOld > 0 || each.hoursEarlier !== 0)
    .map(([kind, each]) => [
      kind,
      String(each.onlyNew),
      String(each.onlyOld),
      earlier(each),
      [...each.examplesOnlyNew, ...each.examplesOnlyOld].join(' '),
    ]);
  if (rows.length === 0) return 'The two say the same.\n';
  return formatTable(['differs', 'only new', 'only old', 'hours earlier', 'for example'], rows);
}

function totals({ version, messages, cases }: Tally, orders: number): string {
  const each = orders === 0 ? 0 : messages / orders;
  return `${version}: ${messages} messages, ${each.toFixed(2)} an order, ${cases} cases\n`;
}

/** A back-test's figures for people. */
export function tellReport({ policy, against, differences, ...history }: BacktestReport): string {
  const { orders, events, from, to } = history;
  return [
    `${orders} orders, ${events} tracking events, ${from} to ${to}\n`,
    totals(policy, orders),
    ...(against === null ? [] : [totals(against, orders)]),
    '\n',
    compared('messages', policy.messagesByKind, against?.messagesByKind ?? null),
    '\n',
    compared('not said', policy.suppressed, against?.suppressed ?? null),
    ...(against === null ? [] : ['\n', told(differences)]),
  ].join('');
}
