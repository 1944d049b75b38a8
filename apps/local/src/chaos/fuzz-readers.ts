import { mutate, nest, Dice } from './mutate.js';
import { type FuzzedReader, fuzzedReaders } from './fuzzed-readers.js';

export interface FuzzAccount {
  /** What a reading must never be: a throw, an event that is none, an error without a code, an endless one. */
  readonly problems: readonly string[];
  readonly summary: string;
}

export interface FuzzPlan {
  readonly seed: number;
  readonly bodies: number;
  /** Of the long bodies; 5 MB when not given. */
  readonly longBytes?: number;
}

const LONG_BYTES = 5_000_000;
const DEEP_LEVELS = 100;
/** Of processor time, so that a busy machine finds nothing: far above what 5 MB take, far below for ever. */
const MOST_SECONDS = 20;
const MOST_PROBLEMS = 20;

/** Reads bodies that no source would send, by every source's reader. The same seed gives the same bodies. */
export function fuzzReaders({ seed, bodies, longBytes = LONG_BYTES }: FuzzPlan): FuzzAccount {
  const dice = new Dice(seed);
  const readers = fuzzedReaders();
  const tally = new Tally();
  for (let count = 0; count < bodies && tally.problems.length < MOST_PROBLEMS; count += 1) {
    const told = dice.pick(readers);
    const reader = dice.oneIn(20) ? dice.pick(readers) : told;
    tally.note(reader, mutate(dice.pick(told.payloads), dice));
  }
  for (const reader of readers) {
    for (const payload of reader.payloads) tally.note(reader, JSON.stringify(nest(payload, DEEP_LEVELS)));
    const [payload] = reader.payloads;
    tally.note(reader, withLongTexts(payload, longBytes));
    tally.note(reader, '['.repeat(longBytes / 2));
  }
  const summary =
    `${bodies} mutated bodies over ${readers.length} sources, and ${longBytes / 1_000_000} MB and ${DEEP_LEVELS} levels for each: ` +
    tally.summary();
  return { problems: tally.problems, summary };
}

class Tally {
  readonly problems: string[] = [];
  #told = 0;
  #errors = 0;
  #slowestMs = 0;

  note(reader: FuzzedReader, body: string): void {
    const begin = process.cpuUsage();
    try {
      const { told, faults } = reader.read(body);
      if (told === null) this.#errors += 1;
      else this.#told += told;
      for (const fault of faults) this.#add(reader, fault, body);
    } catch (error) {
      this.#add(reader, `threw ${String(error)}`, body);
    }
    const { user, system } = process.cpuUsage(begin);
    const usedMs = (user + system) / 1_000;
    this.#slowestMs = Math.max(this.#slowestMs, usedMs);
    if (usedMs > MOST_SECONDS * 1_000) this.#add(reader, `took more than ${MOST_SECONDS} s`, body);
  }

  summary(): string {
    return `${this.#told} events and orders, ${this.#errors} typed errors, the slowest ${Math.round(this.#slowestMs)} ms of processor time`;
  }

  #add({ name }: FuzzedReader, problem: string, body: string): void {
    this.problems.push(`${name}: ${problem}: ${body.slice(0, 300)}`);
  }
}

/** The payload of `bytes` in all: each of its texts has its share. */
function withLongTexts(payload: unknown, bytes: number): string {
  let texts = 0;
  const json = JSON.stringify(payload);
  JSON.parse(json, (_, value: unknown) => (texts += typeof value === 'string' ? 1 : 0));
  const share = 'x'.repeat(Math.ceil(bytes / Math.max(1, texts)));
  return JSON.stringify(payload, (_, value: unknown) => (typeof value === 'string' ? value + share : value));
}
