import type { Logger } from 'pino';
import { Alarm } from '../../ports/alarm.js';
import type { LeasedSend } from '../../ports/send-store.js';

export class LogAlarm extends Alarm {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    super();
    this.#logger = logger;
  }

  override cannotCompose({ brandId, request }: LeasedSend, error: Error): void {
    const { key, condition } = request;
    this.#logger.error(
      { alert: 'cannot_compose', brandId, key, condition, err: error },
      'a message could not be put into words',
    );
  }
}
