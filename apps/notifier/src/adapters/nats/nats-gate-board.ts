import type { Effect } from '@tidings/domain';
import type { PauseBoard } from '@tidings/messaging';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import { GateBoard, type GateStanding } from '../../ports/gate-board.js';

/** The pauses of the whole deployment, as this service asks about them. */
export class NatsGateBoard extends GateBoard {
  readonly #board: PauseBoard;
  readonly #logger: Logger;
  readonly #opened: Counter;

  constructor(
    board: PauseBoard,
    { logger, metrics }: { readonly logger: Logger; readonly metrics: Registry },
  ) {
    super();
    this.#board = board;
    this.#logger = logger;
    this.#opened = new Counter({
      name: 'tidings_breaker_opened_total',
      help: 'How often a kind of message was stopped because far more of it than usual wanted to leave',
      labelNames: ['brand', 'kind'],
      registers: [metrics],
    });
  }

  override get isKnown(): boolean {
    return this.#board.isKnown;
  }

  override standingOf({ brandId, kind, source }: Effect): GateStanding {
    const pause = this.#board.find({ brandId, kind, source });
    if (pause === null) return { isPaused: false, isBreakerOpen: false };
    const isBreakerOpen = pause !== 'unknown' && pause.by === 'breaker';
    return { isPaused: !isBreakerOpen, isBreakerOpen };
  }

  override isBreakerLifted({ brandId, kind }: Pick<Effect, 'brandId' | 'kind'>): boolean {
    return this.#board.isBreakerLifted(brandId, kind);
  }

  override async openBreaker(
    { brandId, kind }: Pick<Effect, 'brandId' | 'kind'>,
    why: string,
  ): Promise<void> {
    this.#opened.inc({ brand: brandId, kind });
    this.#logger.error(
      { alert: 'breaker_open', brandId, kind, why },
      `far more messages of the kind ${kind} than usual want to leave: stopped until 'tidings resume --brand ${brandId} --kind ${kind}'`,
    );
    try {
      await this.#board.pause({ brandId, kind, source: null }, { by: 'breaker', note: why });
    } catch (err) {
      // The counts let no more out either; the next one that wants to leave writes it on the board.
      this.#logger.error({ err, brandId, kind }, 'the open breaker could not be written on the board');
    }
  }
}
