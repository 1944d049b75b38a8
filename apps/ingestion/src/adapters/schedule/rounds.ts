import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { type Repetition, repeat } from './repeat.js';

const LOOK_INTERVAL_MS = 1_000;
/** So that one with a long queue leaves the loop now and then. */
const ROUNDS_AT_ONCE = 20;

export interface RoundsParts<Party> {
  /** Those for whom something is to be done; each the same object at every look. */
  readonly due: () => Promise<readonly Party[]>;
  /** @returns whether there may be more */
  readonly round: (party: Party) => Promise<boolean>;
  readonly onLookFailed: (err: unknown) => void;
  /** @param isStopping it may have failed because its requests were ended */
  readonly onRoundFailed: (party: Party, err: unknown, isStopping: boolean) => void;
  /** Ends the requests under way, and what waits for its turn. */
  readonly endRequests: () => void;
}

/** Looks every second for whom something is to be done; a slow one holds up no other. Nest starts and stops it. */
export class Rounds<Party> implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #parts: RoundsParts<Party>;
  readonly #running = new Map<Party, Promise<void>>();
  #repetition: Repetition | null = null;
  #isStopped = false;

  constructor(parts: RoundsParts<Party>) {
    this.#parts = parts;
  }

  onApplicationBootstrap(): void {
    this.#repetition = repeat(LOOK_INTERVAL_MS, () => this.#look(), this.#parts.onLookFailed);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    await this.#repetition?.stop();
    this.#parts.endRequests();
    await Promise.all(this.#running.values());
  }

  async #look(): Promise<void> {
    for (const party of await this.#parts.due()) {
      if (this.#running.has(party)) continue;
      this.#running.set(
        party,
        this.#run(party).finally(() => this.#running.delete(party)),
      );
    }
  }

  async #run(party: Party): Promise<void> {
    try {
      for (let round = 0; round < ROUNDS_AT_ONCE && !this.#isStopped; round++)
        if (!(await this.#parts.round(party))) return;
    } catch (err) {
      this.#parts.onRoundFailed(party, err, this.#isStopped);
    }
  }
}
