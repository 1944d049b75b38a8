import type { Channel } from '@tidings/channels';
import { Post, type PostRun } from '../../ports/post.js';

/** Mails of one run share a deadline, so that all of them have ended when their lease does. */
export class ChannelPost extends Post {
  readonly #channel: Channel;
  readonly #runMs: number;

  constructor(channel: Channel, { runMs }: { readonly runMs: number }) {
    super();
    this.#channel = channel;
    this.#runMs = runMs;
  }

  override get channelId(): string {
    return this.#channel.id;
  }

  override startRun(): PostRun {
    const signal = AbortSignal.timeout(this.#runMs);
    return { send: (message, idempotencyKey) => this.#channel.send(message, { idempotencyKey, signal }) };
  }

  override async close(): Promise<void> {
    await this.#channel.close();
  }
}
