export interface Step {
  /** Local time at UTC-6, without it. */
  readonly wall: string;
  readonly city: string;
  readonly region: string;
  readonly text: string;
}

/** Of every wall time. */
export const OFFSET = '-06:00';

/** By step: the source's code, in its parts. */
export type Codes = ReadonlyMap<Step, readonly string[]>;

const CITIES = ['Austin', 'Dallas', 'Memphis', 'Nashville', 'Columbus', 'Portland'];

export function stepsOf(seed: number): readonly Step[] {
  return Array.from({ length: 12 }, (_, index) => ({
    wall: new Date(Date.UTC(2026, 10, 10, 8 + index * 7, (seed * 7 + index * 13) % 60))
      .toISOString()
      .slice(0, 19),
    city: CITIES[(seed + index) % CITIES.length] ?? 'Austin',
    region: 'TX',
    text: `Scan ${index + 1} of parcel ${seed}`,
  }));
}
