import type { PauseBoard } from '@tidings/messaging';
import { GateBoard } from '../../ports/gate-board.js';

/** The kind by which `tidings pause` names answers to tickets. */
const KIND = 'ticket';

export class NatsGateBoard extends GateBoard {
  readonly #board: PauseBoard;

  constructor(board: PauseBoard) {
    super();
    this.#board = board;
  }

  override standingOf(brandId: string): 'open' | 'paused' | 'unknown' {
    const pause = this.#board.find({ brandId, kind: KIND, source: null });
    if (pause === null) return 'open';
    return pause === 'unknown' ? 'unknown' : 'paused';
  }
}
