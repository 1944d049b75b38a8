import type { z } from 'zod';

/** Somebody's address, with the name that stands beside it. */
export interface Mailbox {
  readonly name: string | null;
  readonly address: string;
}

/** One message, rendered: everything that leaves, and nothing that has to be looked up. */
export interface OutgoingMessage {
  /** What the messages of one conversation share: the order's id. */
  readonly conversationId: string;
  readonly from: Mailbox;
  /** Where an answer goes: the brand's support. */
  readonly replyTo: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** One-click address for messages that may be unsubscribed from; null for those a customer must get. */
  readonly unsubscribeUrl: string | null;
}

/** The same key is the same message, however often it is sent: it is what the far side can recognise a repetition by. */
export interface SendOptions {
  readonly idempotencyKey: string;
  /** Ends the attempt; what had begun by then may or may not have arrived. */
  readonly signal: AbortSignal;
}

export type SendOutcome =
  /** The far side has taken responsibility. */
  | { readonly kind: 'accepted'; readonly messageId: string }
  /** It never will: repeating cannot help. */
  | {
      readonly kind: 'refused';
      readonly because: 'address_refused' | 'message_refused';
      readonly detail: string;
    }
  /** Not now, or by a fault of ours: the same message may be accepted later. */
  | { readonly kind: 'failed'; readonly detail: string };

/** An open way to reach customers. */
export interface Channel {
  readonly id: string;
  /** Never rejects. */
  send(message: OutgoingMessage, options: SendOptions): Promise<SendOutcome>;
  /** Lets what is being sent finish; takes nothing more. */
  close(): Promise<void>;
}

/** A kind of channel: what it needs to know, and how it is opened. */
export interface ChannelPlugin<Credentials> {
  readonly id: string;
  readonly label: string;
  readonly docsUrl: string;
  readonly credentials: z.ZodType<Credentials>;
  open(credentials: Credentials): Channel;
}
