import type { durationsRead, ReplyOf } from '@tidings/contracts';
import { LEGS } from '@tidings/domain';
import { formatTable } from '../conformance/format-table.js';

type LaneCoverage = ReplyOf<typeof durationsRead>['coverage'][number];

const HEAD = ['leg', 'lane', 'outcomes', 'in 80 %', 'in 95 %', 'width 80', 'width 95'];

/** Legs in the order of a parcel's way, all lanes of one first, then each, the most travelled first. */
export function tellDurations(coverage: readonly LaneCoverage[]): string {
  const rows = LEGS.flatMap((leg) => {
    const lanes = coverage.filter((row) => row.leg === leg).toSorted((a, b) => b.outcomes - a.outcomes);
    return lanes.length > 1 ? [allLanes(leg, lanes), ...lanes] : lanes;
  });
  return formatTable(HEAD, rows.map(toCells));
}

function allLanes(leg: LaneCoverage['leg'], lanes: readonly LaneCoverage[]): LaneCoverage {
  const outcomes = lanes.reduce((sum, each) => sum + each.outcomes, 0);
  const mean = (read: (lane: LaneCoverage) => number): number =>
    lanes.reduce((sum, each) => sum + read(each) * each.outcomes, 0) / outcomes;
  return {
    leg,
    lane: '(all)',
    outcomes,
    coverage80: mean((lane) => lane.coverage80),
    coverage95: mean((lane) => lane.coverage95),
    width80Hours: mean((lane) => lane.width80Hours),
    width95Hours: mean((lane) => lane.width95Hours),
  };
}

function toCells({ leg, lane, outcomes, ...fared }: LaneCoverage): readonly string[] {
  return [
    leg,
    lane.replace(/-$/, ''),
    String(outcomes),
    share(fared.coverage80),
    share(fared.coverage95),
    days(fared.width80Hours),
    days(fared.width95Hours),
  ];
}

function share(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

function days(hours: number): string {
  return `${(hours / 24).toFixed(1)} d`;
}
