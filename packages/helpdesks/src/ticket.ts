import type { Instant } from '@tidings/domain';

/** `hold` waits for a third party; `solved` may be reopened by its customer, `closed` never takes anything again. */
export const TICKET_STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

export type FieldValue = string | number | boolean | null | readonly string[];

/** How the customer came in. `live` is somebody waiting in a chat or on the telephone: a letter is no answer to it. */
export type TicketChannel = 'mail' | 'form' | 'api' | 'live' | 'other';

/** Everything known of a ticket at the moment of reading; an update made of it is refused once somebody wrote since. */
export interface Ticket {
  readonly id: string;
  /** Opaque: the state that was read. */
  readonly revision: string;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly channel: TicketChannel;
  /** The helpdesk's own name for its channel: `email`, `native_messaging`. */
  readonly channelName: string;
  /** Continues a closed ticket. */
  readonly isFollowUp: boolean;
  /** The helpdesk's id of the shop it was written to, where one helpdesk serves several; null where it has none. */
  readonly shopRef: string | null;
  readonly requester: Requester;
  readonly assigneeId: string | null;
  readonly groupId: string | null;
  readonly tags: readonly string[];
  /** By the helpdesk's id of the field; fields that are empty are null or absent. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Oldest first; the first one is what the ticket was opened with. */
  readonly comments: readonly TicketComment[];
  /** Every change there was, oldest first; the first one opened it. */
  readonly history: readonly TicketUpdate[];
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** An agent or administrator. */
  readonly isStaff: boolean;
  /** The user that this connection writes as. */
  readonly isOurselves: boolean;
  readonly isSuspended: boolean;
  /** BCP 47, as the helpdesk has it; null where it does not know. */
  readonly locale: string | null;
}

export interface Requester extends Person {
  /** Addresses of which the helpdesk has proof, in lower case. The one beside the name may not be among them. */
  readonly verifiedEmails: readonly string[];
}

/** `automation` is the helpdesk itself: its triggers and timers. */
export type Writer = 'requester' | 'other_customer' | 'staff' | 'ourselves' | 'automation';

/** `automatic`: an answering machine or a bounce. `doubtful`: the helpdesk is not sure that its author wrote it. */
export type CommentTrust = 'plain' | 'automatic' | 'doubtful';

export interface TicketComment {
  readonly id: string;
  readonly updateId: string | null;
  readonly writer: Writer;
  readonly authorId: string;
  readonly writtenAt: Instant;
  readonly isPublic: boolean;
  readonly trust: CommentTrust;
  /** As text, with the quotes and signatures that came with it. */
  readonly text: string;
  readonly attachmentCount: number;
}

/** One write: everything that changed at once. */
export interface TicketUpdate {
  readonly id: string;
  readonly writer: Writer;
  readonly at: Instant;
  /** What the writer put there about it: `TicketChange.metadata` of our own. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What it set the status to; null where it left it alone. */
  readonly status: TicketStatus | null;
  readonly comment: 'public' | 'internal' | null;
}

/** What a macro, or we, would make of a ticket; what is absent stays as it is. */
export interface TicketEffect {
  readonly comment?: { readonly html: string; readonly isPublic: boolean };
  readonly status?: Exclude<TicketStatus, 'new' | 'closed'>;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly fields?: Readonly<Record<string, FieldValue>>;
  readonly priority?: TicketPriority;
  /** `current_user` is whoever writes it. */
  readonly assigneeId?: string;
  readonly groupId?: string;
}

export interface TicketChange extends TicketEffect {
  /** Shown in the ticket's history as the macro that was used. */
  readonly macroId?: string;
  /** Kept with the update and shown to nobody but those who read histories: by it we know our own write again. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** A shop's own prepared answer. */
export interface Macro {
  readonly id: string;
  readonly title: string;
  readonly updatedAt: Instant;
  /** As the shop wrote it: placeholders `{{...}}` in the comment are not filled in, and the helpdesk will fill them in when it is sent. */
  readonly effect: TicketEffect;
  /** What else it does, by the helpdesk's names, and we do not carry out. */
  readonly otherActions: readonly string[];
}
