import { type CanActivate, Injectable } from '@nestjs/common';
import type { OutboxRelay } from '@tidings/messaging';
import { Failure } from '@tidings/platform';

/** How far what was accepted may fall behind; also its injection token. */
export class Backlog {
  readonly #relay: Pick<OutboxRelay, 'lagMs'>;
  readonly #maxLagMs: number;

  constructor(relay: Pick<OutboxRelay, 'lagMs'>, maxLagMs: number) {
    this.#relay = relay;
    this.#maxLagMs = maxLagMs;
  }

  get isTooLong(): boolean {
    return this.#relay.lagMs > this.#maxLagMs;
  }
}

/** Puts senders off while what they sent before does not leave: their own queue is better kept than ours. */
@Injectable()
export class KeepsUpGuard implements CanActivate {
  readonly #backlog: Backlog;

  constructor(backlog: Backlog) {
    this.#backlog = backlog;
  }

  canActivate(): true {
    if (!this.#backlog.isTooLong) return true;
    throw new Failure('overloaded', 'we lag behind; please send it again later', { retryAfterSeconds: 60 });
  }
}
