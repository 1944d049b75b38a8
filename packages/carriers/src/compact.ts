/** `T` with every key that may be undefined made optional. */
type Compact<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** A copy without the keys whose value is undefined: an absent fact has no key. */
export function compact<const T extends object>(fields: T): Compact<T> {
  const kept: { [K in keyof T]?: T[K] } = {};
  for (const key in fields) if (fields[key] !== undefined) kept[key] = fields[key];
  return kept as unknown as Compact<T>;
}
