import type { GivenInterval, Leg } from '../forecast/forecast.js';
import { hoursBetween } from '../time/instant.js';

/** How intervals fared in one leg of one lane. */
export interface CoverageRow {
  readonly leg: Leg;
  readonly lane: string;
  readonly outcomes: number;
  readonly inside80: number;
  readonly inside95: number;
  /** Sums of widths in hours by the clock. */
  readonly width80Hours: number;
  readonly width95Hours: number;
}

interface Outcome {
  readonly leg: Leg;
  readonly lane: string;
  readonly isIn80: boolean;
  readonly isIn95: boolean;
  readonly said: GivenInterval;
}

/** Counts outcomes inside and outside of what was promised, per leg and lane. */
export class RealisedCoverage {
  readonly #rows = new Map<string, CoverageRow>();

  add({ leg, lane, isIn80, isIn95, said }: Outcome): void {
    const row = this.#rows.get(`${leg}|${lane}`) ?? emptyRow(leg, lane);
    this.#rows.set(`${leg}|${lane}`, {
      leg,
      lane,
      outcomes: row.outcomes + 1,
      inside80: row.inside80 + Number(isIn80),
      inside95: row.inside95 + Number(isIn95),
      width80Hours: row.width80Hours + hoursBetween(said.within80.from, said.within80.to),
      width95Hours: row.width95Hours + hoursBetween(said.within95.from, said.within95.to),
    });
  }

  rows(): readonly CoverageRow[] {
    return [...this.#rows.values()];
  }

  restore(rows: readonly CoverageRow[]): void {
    for (const row of rows) this.#rows.set(`${row.leg}|${row.lane}`, row);
  }
}

function emptyRow(leg: Leg, lane: string): CoverageRow {
  return { leg, lane, outcomes: 0, inside80: 0, inside95: 0, width80Hours: 0, width95Hours: 0 };
}
