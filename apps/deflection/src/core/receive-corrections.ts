import type { CorrectionStore, RequestedCorrection } from '../ports/correction-store.js';

export interface ReceiveCorrectionsParts {
  readonly store: Pick<CorrectionStore, 'keep'>;
  /** There may be something to do. */
  readonly onKept: () => void;
}

/** Keeps what the engine wants corrected; also its injection token. */
export class ReceiveCorrections {
  readonly #parts: ReceiveCorrectionsParts;

  constructor(parts: ReceiveCorrectionsParts) {
    this.#parts = parts;
  }

  /** Resolves once it is committed. */
  async receive(corrections: readonly RequestedCorrection[]): Promise<void> {
    await this.#parts.store.keep(corrections);
    this.#parts.onKept();
  }
}
