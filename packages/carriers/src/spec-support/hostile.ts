import fc from 'fast-check';

const JUNK: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  '__proto__',
  'constructor',
  '2026-02-31T99:99:99Z',
  '9999-12-31T23:59:59Z',
  'Ω'.repeat(3000),
];

/** Payloads in which some values have become something else, and some keys are gone. */
export function mutated(payloads: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...payloads), fc.infiniteStream(fc.nat()), fc.integer({ min: 2, max: 40 }))
    .map(([payload, dice, oneIn]) => {
      const roll = (): number => throwDie(dice);
      return mapValues(payload, (value) => {
        if (roll() % oneIn !== 0) return value;
        const pick = roll() % (JUNK.length + 1);
        return pick === JUNK.length ? undefined : JUNK[pick];
      });
    });
}

/** The same payload with every list of objects in another order and some of it twice. */
export function shuffled(payload: unknown, dice: fc.Stream<number>): unknown {
  return mapValues(payload, (value) => {
    if (!isList(value) || typeof value[0] !== 'object') return value;
    const again = value.filter(() => throwDie(dice) % 3 === 0);
    return mixed([...value, ...again], dice);
  });
}

/** The same items in another order. */
export function mixed<Item>(items: readonly Item[], dice: fc.Stream<number>): Item[] {
  const keyed = items.map((item) => ({ item, key: throwDie(dice) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** The payload with each of its values wrapped in lists, `depth` deep. */
export function nested(payload: unknown, depth: number): unknown {
  const wrap = (value: unknown): unknown => {
    let wrapped = value;
    for (let level = 0; level < depth; level += 1) wrapped = [wrapped];
    return wrapped;
  };
  return mapValues(payload, (value) => (typeof value === 'string' ? wrap(value) : value));
}

function throwDie(dice: fc.Stream<number>): number {
  const { value } = dice.next() as IteratorResult<number, undefined>;
  return value ?? 0;
}

/** `Array.isArray` would make `any` of what it finds. */
function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function mapValues(value: unknown, change: (value: unknown) => unknown): unknown {
  if (isList(value)) return change(value.map((item) => mapValues(item, change)));
  if (typeof value !== 'object' || value === null) return change(value);
  return change(
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapValues(item, change)])),
  );
}
