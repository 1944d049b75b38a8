/** Random in the way of the same seed: SplitMix32. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** 0 <= n < limit. */
  below(limit: number): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let mixed = this.#state ^ (this.#state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % limit;
  }

  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}

const JUNK: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [[]],
  '__proto__',
  'constructor',
  '2026-02-31T99:99:99Z',
  '9999-12-31T23:59:59Z',
  '0000-00-00',
  '\u0000',
  '\uD800',
  '{{user}}',
  "'; drop table parcels; --",
  'Ω'.repeat(3_000),
];

/** A body of which some values are something else, some keys are gone, some lists are turned, or some bytes are spoilt. */
export function mutate(payload: unknown, dice: Dice): string {
  const oneIn = 2 + dice.below(60);
  const changed = JSON.stringify(mapValues(payload, (value) => change(value, oneIn, dice))) ?? 'null';
  return dice.oneIn(5) ? spoilBytes(changed, dice) : changed;
}

/** Every text of the payload wrapped in lists, `levels` deep. */
export function nest(payload: unknown, levels: number): unknown {
  return mapValues(payload, (value) => {
    if (typeof value !== 'string') return value;
    let wrapped: unknown = value;
    for (let level = 0; level < levels; level += 1) wrapped = [wrapped];
    return wrapped;
  });
}

function change(value: unknown, oneIn: number, dice: Dice): unknown {
  if (!dice.oneIn(oneIn)) return value;
  if (isList(value)) return dice.oneIn(2) ? value.toReversed() : [...value, ...value];
  if (typeof value === 'string' && dice.oneIn(2)) return value.slice(0, dice.below(value.length + 1));
  return dice.oneIn(8) ? undefined : dice.pick(JUNK);
}

function spoilBytes(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  if (dice.oneIn(2)) return text.slice(0, at);
  return text.slice(0, at) + String.fromCharCode(dice.below(256)) + text.slice(at + 1);
}

function mapValues(value: unknown, each: (value: unknown) => unknown): unknown {
  if (isList(value)) return each(value.map((item) => mapValues(item, each)));
  if (typeof value !== 'object' || value === null) return each(value);
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, mapValues(item, each)]);
  return each(Object.fromEntries(entries));
}

/** `Array.isArray` would make `any` of what it finds. */
function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
