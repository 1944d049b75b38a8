import type { Instant } from '@tidings/domain';

/** The model of the emulated account, in Zendesk's own words. */
export type Status = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';
export type FieldValue = string | number | boolean | null | readonly string[];

export interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly role: 'end-user' | 'agent' | 'admin';
  readonly locale: string;
  /** Whether Zendesk has proof that the address is theirs. */
  readonly isVerified: boolean;
}

export interface Comment {
  readonly id: number;
  readonly auditId: number;
  readonly authorId: number;
  readonly html: string;
  readonly plain: string;
  readonly isPublic: boolean;
  readonly flags: readonly number[];
  readonly createdAt: Instant;
}

export type AuditEvent =
  | {
      readonly id: number;
      readonly type: 'Create' | 'Change';
      readonly field: string;
      readonly value: unknown;
      readonly previous: unknown;
    }
  | { readonly id: number; readonly type: 'Comment'; readonly comment: Comment }
  | { readonly id: number; readonly type: 'AgentMacroReference'; readonly macro: Macro };

export interface Audit {
  readonly id: number;
  readonly authorId: number;
  readonly createdAt: Instant;
  readonly channel: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly events: readonly AuditEvent[];
}

export interface Ticket {
  readonly id: number;
  readonly subject: string;
  readonly channel: string;
  readonly requesterId: number;
  readonly createdAt: Instant;
  status: Status;
  priority: string | null;
  assigneeId: number | null;
  groupId: number | null;
  tags: readonly string[];
  fields: Readonly<Record<number, FieldValue>>;
  updatedAt: Instant;
  readonly comments: Comment[];
  readonly audits: Audit[];
}

export interface MacroAction {
  readonly field: string;
  readonly value: unknown;
}

export interface Macro {
  readonly id: number;
  readonly title: string;
  readonly actions: readonly MacroAction[];
  readonly updatedAt: Instant;
}

export interface TicketField {
  readonly id: number;
  readonly title: string;
}

/** Undefined stays as it is. */
export interface Settings {
  readonly status?: Status | undefined;
  readonly priority?: string | undefined;
  readonly assigneeId?: number | null | undefined;
  readonly groupId?: number | null | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** What one write asks for; absent stays as it is. */
export interface Write {
  readonly comment?: {
    readonly html: string;
    readonly isPublic: boolean;
    readonly flags?: readonly number[] | undefined;
  };
  readonly set?: Settings;
  readonly fields?: Readonly<Record<number, FieldValue>>;
  readonly macroId?: number | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** `updated_stamp` where `safe_update` is asked for. */
  readonly stamp?: string | undefined;
  readonly channel: string;
}

/** `zen:event-type:ticket.` precedes it in a webhook. */
export interface TicketEvent {
  readonly type: 'created' | 'comment_added' | 'status_changed';
  readonly ticket: Ticket;
  readonly actorId: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Refused as Zendesk refuses it: its status and its body. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

export function notFound(): Refusal {
  return new Refusal(404, { error: 'RecordNotFound', description: 'Not found' });
}
