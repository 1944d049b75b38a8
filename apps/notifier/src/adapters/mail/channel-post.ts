import type { Channel } from '@tidings/channels';
import type { Logger } from 'pino';
import { Post, type PostRun } from '../../ports/post.js';

/** Mails of one run share a deadline, so that all of them have ended when their lease does. */
export class ChannelPost extends Post {
  readonly #channel: Channel;
  readonly #runMs: number;
  readonly #logger: Logger;

  constructor(channel: Channel, { runMs, logger }: { readonly runMs: number; readonly logger: Logger }) {
    super();
    this.#channel = channel;
    this.#runMs = runMs;
    this.#logger = logger;
  }

  override get channelId(): string {
    return this.#channel.id;
  }

  override startRun(): PostRun {
    const signal = AbortSignal.timeout(this.#runMs);
    return {
      send: async (message, idempotencyKey) => {
        const outcome = await this.#channel.send(message, { idempotencyKey, signal });
        if (outcome.kind !== 'accepted')
          this.#logger.warn({ key: idempotencyKey, ...outcome }, 'a mail was not taken');
        return outcome;
      },
    };
  }

  override async close(): Promise<void> {
    await this.#channel.close();
  }
}
