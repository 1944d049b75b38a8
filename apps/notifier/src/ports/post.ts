import type { OutgoingMessage, SendOutcome } from '@tidings/channels';

/** Everything that leaves in one turn; it ends before the lease does. */
export interface PostRun {
  /** Never rejects. */
  send(message: OutgoingMessage, idempotencyKey: string): Promise<SendOutcome>;
}

/** The channel to the customer. */
export abstract class Post {
  abstract readonly channelId: string;
  abstract startRun(): PostRun;
  /** Lets what is being sent finish; takes nothing more. */
  abstract close(): Promise<void>;
}
