import { setTimeout as wait } from 'node:timers/promises';
import type { Struck } from './books.js';
import type { Disturbance, Surroundings } from './disturbance.js';

/** Brings the disturbances about as the acceptances come in; several things may be broken at once, each by one at a time. */
export class Striker {
  readonly struck: Struck[] = [];
  readonly #waiting: Disturbance[];
  readonly #surroundings: Surroundings;
  /** What is being broken or mended, by its name. */
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(disturbances: readonly Disturbance[], surroundings: Surroundings) {
    this.#waiting = disturbances.toSorted((one, other) => one.afterAccepted - other.afterAccepted);
    this.#surroundings = surroundings;
  }

  readonly onAccepted = (count: number): void => {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined || next.afterAccepted > count) return;
      this.#waiting.shift();
      const strike = this.#strikeAfter(this.#underWay.get(next.what), next);
      // Told by `finish`; until then it must not end the process.
      strike.catch(() => undefined);
      this.#underWay.set(next.what, strike);
    }
  };

  /** Resolves when all of it happened and was mended. */
  async finish(): Promise<void> {
    await Promise.all(this.#underWay.values());
    if (this.#waiting.length > 0) throw new Error(`${this.#waiting.length} disturbances did not happen`);
  }

  async #strikeAfter(earlier: Promise<void> | undefined, disturbance: Disturbance): Promise<void> {
    const { what, pauseMs, brokenMs } = disturbance;
    await earlier;
    await wait(pauseMs);
    const fromMs = Date.now();
    await disturbance.destroy(this.#surroundings);
    await wait(brokenMs);
    const isService = what !== 'nats' && what !== 'postgres';
    const destroyedAtMs = Date.now();
    await disturbance.mend(this.#surroundings);
    this.struck.push({ what, fromMs, toMs: isService ? destroyedAtMs : Date.now() });
  }
}
