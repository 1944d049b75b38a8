/** A level as it is stored. */
export interface ConformalState {
  readonly miscoverage: number;
  readonly outcomes: number;
}

/** How far the miscoverage asked for may move from the nominal one, as a share of it: feedback comes late, and must not wind up. */
const REACH = 0.7;

/**
 * By how much intervals have to be asked wider or narrower so that the promised share of outcomes falls into them:
 * adaptive conformal inference (Gibbs and Candès, 2021). Each miss widens what follows, each hit narrows it, and the
 * realised coverage comes to within 1 / (rate x outcomes) of the promised whatever the world does.
 */
export class ConformalLevel {
  #miscoverage: number;
  #outcomes = 0;
  readonly nominal: number;
  readonly #rate: number;

  constructor(nominal: number, rate: number) {
    this.nominal = nominal;
    this.#rate = rate;
    this.#miscoverage = 1 - nominal;
  }

  /** The coverage to ask a distribution for. */
  get coverage(): number {
    return 1 - this.#miscoverage;
  }

  settle(isInside: boolean): void {
    this.#outcomes += 1;
    const missed = isInside ? 0 : 1;
    const next = this.#miscoverage + this.#rate * (1 - this.nominal - missed);
    const target = 1 - this.nominal;
    this.#miscoverage = Math.min(target * (1 + REACH), Math.max(target * (1 - REACH), next));
  }

  toState(): ConformalState {
    return { miscoverage: this.#miscoverage, outcomes: this.#outcomes };
  }

  static fromState(state: ConformalState, nominal: number, rate: number): ConformalLevel {
    const level = new ConformalLevel(nominal, rate);
    level.#miscoverage = state.miscoverage;
    level.#outcomes = state.outcomes;
    return level;
  }
}
