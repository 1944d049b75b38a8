import { formatTable } from '../conformance/format-table.js';
import { MOMENTS, type Moment, type PredictedOrder } from './replay-history.js';
import { toWallTime } from './read-history.js';

/** From here on the figures count: before, there is too little to learn from. */
const COUNTED_FROM_DAY = Date.parse('2017-07-01T00:00Z') / 86_400_000;

class Score {
  readonly #sums = {
    orders: 0,
    in80: 0,
    in95: 0,
    width80: 0,
    width95: 0,
    off: 0,
    baseIn80: 0,
    baseWidth: 0,
    baseOff: 0,
  };

  add({ order, atDay, prediction, baseline }: PredictedOrder): void {
    const { deliveredDay } = order;
    if (deliveredDay === null || deliveredDay < atDay || prediction === null || baseline === null) return;
    const took = deliveredDay - atDay;
    const sums = this.#sums;
    sums.orders += 1;
    sums.in80 += Number(took >= prediction.p10 && took <= prediction.p90);
    sums.in95 += Number(took >= prediction.p025 && took <= prediction.p975);
    sums.width80 += prediction.p90 - prediction.p10;
    sums.width95 += prediction.p975 - prediction.p025;
    sums.off += Math.abs(took - prediction.likely);
    sums.baseIn80 += Number(took >= baseline.p10 && took <= baseline.p90);
    sums.baseWidth += baseline.p90 - baseline.p10;
    sums.baseOff += Math.abs(took - baseline.likely);
  }

  toRow(at: Moment, when: string): readonly string[] {
    const { orders, ...sums } = this.#sums;
    const mean = (sum: number): number => sum / Math.max(1, orders);
    const share = (sum: number): string => `${(100 * mean(sum)).toFixed(1)} %`;
    const less = (ours: number, theirs: number): string => `${(100 * (ours / theirs - 1)).toFixed(1)} %`;
    return [
      at,
      when,
      String(orders),
      share(sums.in80),
      share(sums.in95),
      mean(sums.width80).toFixed(2),
      mean(sums.width95).toFixed(2),
      mean(sums.off).toFixed(2),
      share(sums.baseIn80),
      mean(sums.baseWidth).toFixed(2),
      mean(sums.baseOff).toFixed(2),
      less(sums.width80, sums.baseWidth),
      less(sums.off, sums.baseOff),
    ];
  }
}

const HEAD = [
  'at',
  'when',
  'orders',
  '80 %',
  '95 %',
  'width',
  'width 95',
  'MAE',
  'base 80 %',
  'base width',
  'base MAE',
  'width by',
  'MAE by',
];

/** Coverage, width and error, whole and by quarter of the moment, beside the rolling baseline over the same orders. */
export class Summary {
  readonly #scores = new Map<string, { readonly at: Moment; readonly when: string; readonly score: Score }>();

  add(predicted: PredictedOrder): void {
    if (predicted.atDay < COUNTED_FROM_DAY) return;
    const date = toWallTime(predicted.atDay);
    const quarter = `${date.slice(0, 4)} Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    for (const when of ['all', quarter]) this.#scoreOf(predicted.at, when).add(predicted);
  }

  toText(): string {
    const rows = MOMENTS.flatMap((at) =>
      [...this.#scores.values()]
        .filter((each) => each.at === at)
        .map(({ when, score }) => score.toRow(at, when)),
    );
    return formatTable(HEAD, rows);
  }

  #scoreOf(at: Moment, when: string): Score {
    const key = `${at} ${when}`;
    let known = this.#scores.get(key);
    if (known === undefined) {
      known = { at, when, score: new Score() };
      this.#scores.set(key, known);
    }
    return known.score;
  }
}
