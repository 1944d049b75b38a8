import type { Aspect, CounterIntent, LanguagePack } from './pack.js';

export interface Rule<Name extends string> {
  readonly name: Name;
  readonly pattern: RegExp;
}

/** A language pack as regular expressions over one sentence of normalised words. */
export interface CompiledPack {
  readonly language: string;
  readonly context: readonly RegExp[];
  readonly frames: readonly Rule<Aspect>[];
  readonly hints: readonly Rule<Aspect>[];
  readonly saysDelivered: readonly RegExp[];
  /** A sentence about something else than an order hints at none. */
  readonly elsewhere: RegExp;
  readonly counters: readonly Rule<CounterIntent>[];
}

const REFERENCE = /\{([a-zA-Z]+)\}/g;
const GAP = / ?\.\.(\d) ?/g;

/** @throws Error naming a word list that a pattern refers to and the pack does not have */
export function compilePack(pack: LanguagePack): CompiledPack {
  const expand = (pattern: string): string =>
    pattern.replace(REFERENCE, (_, name: string) => {
      const words = name === 'elsewhere' ? pack.elsewhere : pack.vocabulary[name];
      if (words === undefined) throw new Error(`${pack.language}: '${pattern}' refers to {${name}}`);
      return `(?:${expand(words)})`;
    });
  const gap = (_: string, most: string): string =>
    `(?: (?!(?:${expand(pack.elsewhere)})(?: |$))[^ ]+){0,${most}} `;
  const compile = (pattern: string): RegExp =>
    new RegExp(`(?:^| )(?:${expand(pattern).replace(GAP, gap)})(?= |$)`);
  const rules = <Name extends string>(
    lists: Readonly<Partial<Record<Name, readonly string[]>>>,
  ): Rule<Name>[] =>
    Object.entries<readonly string[] | undefined>(lists).flatMap(([name, patterns]) =>
      (patterns ?? []).map((pattern) => ({ name: name as Name, pattern: compile(pattern) })),
    );
  return {
    language: pack.language,
    context: pack.context.map(compile),
    frames: rules(pack.frames),
    hints: rules(pack.hints),
    saysDelivered: pack.saysDelivered.map(compile),
    elsewhere: compile('{elsewhere}'),
    counters: rules(pack.counters),
  };
}
