import { PauseBoard } from '@tidings/messaging';
import { quiet, withBus } from '../with-bus.js';

/** Opens the board that every service reads, for as long as the work takes. */
export function withPauseBoard<Result>(work: (board: PauseBoard) => Promise<Result>): Promise<Result> {
  return withBus((bus) => work(new PauseBoard(bus, { log: quiet })));
}
