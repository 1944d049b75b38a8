import type { Desk } from '../desk.js';
import type { Audit, AuditEvent, Comment, Macro, Ticket, User } from '../desk-state.js';

/** Objects as Zendesk writes them: Support API, JSON formats of tickets, comments, audits, macros and users. */
export class Shower {
  readonly #url: () => string;

  constructor(url: () => string) {
    this.#url = url;
  }

  ticket(ticket: Ticket): Record<string, unknown> {
    const fields = Object.entries(ticket.fields).map(([id, value]) => ({ id: Number(id), value }));
    return {
      url: `${this.#url()}/api/v2/tickets/${ticket.id}.json`,
      id: ticket.id,
      external_id: null,
      via: viaOf(ticket.channel),
      created_at: timeOf(ticket.createdAt),
      updated_at: timeOf(ticket.updatedAt),
      type: null,
      subject: ticket.subject,
      raw_subject: ticket.subject,
      description: ticket.comments[0]?.plain ?? '',
      priority: ticket.priority,
      status: ticket.status,
      requester_id: ticket.requesterId,
      submitter_id: ticket.requesterId,
      assignee_id: ticket.assigneeId,
      organization_id: null,
      group_id: ticket.groupId,
      is_public: true,
      tags: ticket.tags,
      custom_fields: fields,
      fields,
      brand_id: 1,
      from_messaging_channel: false,
    };
  }

  user(user: User): Record<string, unknown> {
    const { id, name, email, role, locale, isVerified: verified } = user;
    return {
      url: `${this.#url()}/api/v2/users/${id}.json`,
      id,
      name,
      email,
      role,
      locale,
      verified,
      active: true,
      suspended: false,
    };
  }

  comment(comment: Comment, channel: string): Record<string, unknown> {
    return {
      id: comment.id,
      type: 'Comment',
      author_id: comment.authorId,
      body: comment.plain,
      html_body: `<div class="zd-comment">${comment.html}</div>`,
      plain_body: comment.plain,
      public: comment.isPublic,
      attachments: [],
      audit_id: comment.auditId,
      via: viaOf(channel),
      created_at: timeOf(comment.createdAt),
      metadata: { system: {}, custom: {}, flags: comment.flags },
    };
  }

  audit(audit: Audit, ticketId: number): Record<string, unknown> {
    return {
      id: audit.id,
      ticket_id: ticketId,
      created_at: timeOf(audit.createdAt),
      author_id: audit.authorId,
      metadata: { system: {}, custom: audit.metadata },
      via: viaOf(audit.channel),
      events: audit.events.map((event) => this.#event(event, audit.channel)),
    };
  }

  macro(macro: Macro): Record<string, unknown> {
    return {
      url: `${this.#url()}/api/v2/macros/${macro.id}.json`,
      id: macro.id,
      title: macro.title,
      active: true,
      updated_at: timeOf(macro.updatedAt),
      created_at: timeOf(macro.updatedAt),
      description: null,
      actions: macro.actions,
      restriction: null,
    };
  }

  #event(event: AuditEvent, channel: string): Record<string, unknown> {
    switch (event.type) {
      case 'Comment':
        return this.comment(event.comment, channel);
      case 'AgentMacroReference':
        return {
          id: event.id,
          type: event.type,
          macro_id: String(event.macro.id),
          macro_title: event.macro.title,
        };
      case 'Create':
        return { id: event.id, type: event.type, field_name: event.field, value: event.value };
      case 'Change':
        return {
          id: event.id,
          type: event.type,
          field_name: event.field,
          value: event.value,
          previous_value: event.previous,
        };
    }
  }
}

function viaOf(channel: string): object {
  return { channel, source: { from: {}, to: {}, rel: null } };
}

/** `2026-11-24T10:00:00Z`: without the thousandths that it does not have. */
export function timeOf(at: string): string {
  return at.replace(/\.\d+Z$/, 'Z');
}

/** Those who wrote on a ticket, as `include=users` brings them. */
export function peopleOf(desk: Desk, ticket: Ticket): User[] {
  const ids = new Set([
    ticket.requesterId,
    ...(ticket.assigneeId === null ? [] : [ticket.assigneeId]),
    ...ticket.audits.map(({ authorId }) => authorId),
  ]);
  return [...ids].map((id) => desk.user(id));
}
