import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Spread } from './hazards.js';

type Generator = ReturnType<typeof xoroshiro128plus>;

/** Seeded chance: the same seed and stream roll the same in the same order, whatever else is rolled. */
export class Dice {
  readonly #generator: Generator;

  constructor(seed: number, stream = 0) {
    this.#generator = xoroshiro128plus(
      (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) | 0,
    );
    // Neighbouring seeds need a few rounds to part.
    for (let round = 0; round < 4; round += 1) this.roll();
  }

  /** From 0 up to, not including, 1. */
  roll(): number {
    return uniformFloat64(this.#generator);
  }

  chance(probability: number): boolean {
    return this.roll() < probability;
  }

  between(from: number, to: number): number {
    return from + this.roll() * (to - from);
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[Math.floor(this.roll() * items.length)] ?? items[0];
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.roll())) * Math.cos(2 * Math.PI * this.roll());
  }

  hours({ medianHours, sigma }: Spread): number {
    return medianHours * Math.exp(sigma * this.normal());
  }
}
