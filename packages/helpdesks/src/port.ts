import type { Instant } from '@tidings/domain';
import type { SignedRequest, Verification } from '@tidings/signatures';
import type { z } from 'zod';
import type { Macro, Person, Ticket, TicketChange, TicketEffect } from './ticket.js';

/** A kind of helpdesk: what it needs to know, how its webhooks are read, and how it is opened. */
export interface HelpdeskPlugin {
  readonly id: string;
  readonly label: string;
  readonly docsUrl: string;
  /** Of a brand's `helpdesk.settings`. */
  readonly settings: z.ZodType;
  readonly webhook: HelpdeskWebhook;
  /**
   * Nothing is asked of the helpdesk yet.
   * @throws z.ZodError when the settings are not as the schema wants them
   */
  readonly open: (settings: unknown) => Helpdesk;
}

export interface HelpdeskWebhook {
  /** Over the raw bytes, in constant time. */
  readonly verify: (request: SignedRequest) => Verification;
  /** The headers that the helpdesk would send with this body: for tests, demonstrations and load. */
  readonly sign: (rawBody: Buffer, secret: string, now: Instant) => Readonly<Record<string, string>>;
  /** Of a body parsed as JSON. Never throws: whatever came, this is an answer. */
  readonly read: (payload: unknown, headers: SignedRequest['headers']) => NoticeReading;
}

export type NoticeReading = { readonly notice: TicketNotice } | { readonly error: NoticeError };

/** A ticket changed. Only a hint: notices repeat, overtake each other and get lost, so the ticket is read again. */
export interface TicketNotice {
  readonly ticketId: string;
  readonly happened: 'created' | 'commented' | 'status_changed' | 'other';
  /** The same on every attempt to deliver it; null where the helpdesk names none. */
  readonly deliveryId: string | null;
  /** The same in every delivery of the same event; null where the helpdesk names none. */
  readonly eventId: string | null;
  readonly at: Instant | null;
}

export interface NoticeError {
  /** `control`: about something else than a ticket. `invalid`: not what the helpdesk documents. */
  readonly code: 'invalid' | 'control';
  readonly message: string;
  /** Path of the field at fault: `detail.id`. */
  readonly field?: string;
}

/** An open connection to one brand's helpdesk. Every method rejects with `HelpdeskError` and with nothing else. */
export interface Helpdesk {
  readonly id: string;
  /** The ticket is read before its comments and history, so an update of this copy conflicts with whatever came between. */
  readTicket(ticketId: string): Promise<Ticket>;
  /**
   * Everything in one write, or nothing. Refused as `conflict` when somebody wrote since `ticket` was read.
   * It can land although this rejects: see `mayHaveHappened`.
   */
  updateTicket(ticket: Ticket, change: TicketChange): Promise<{ readonly updateId: string }>;
  /** Those that are active; to be cached by the caller. */
  listMacros(): Promise<readonly Macro[]>;
  /** What the macro would do to this ticket, with its placeholders filled in; changes nothing. */
  previewMacro(ticket: Ticket, macroId: string): Promise<TicketEffect>;
  findPeople(email: string): Promise<readonly Person[]>;
  /** The user as whom this connection writes. */
  whoAmI(): Promise<Person>;
  /** Ids of tickets that were opened since, oldest first: finds those whose notice got lost. May lag by minutes. */
  listTicketsOpenedSince(since: Instant): Promise<readonly string[]>;
  /** Ends what is under way; takes nothing more. */
  close(): Promise<void>;
}
