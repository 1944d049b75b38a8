import type { FieldValue, Ticket, TicketChange, TicketEffect } from '../ticket.js';

/** The body of `PUT /api/v2/tickets/{id}`: Zendesk docs, Update Ticket. */
export interface WireUpdate {
  readonly ticket: {
    readonly comment?: { readonly html_body: string; readonly public: boolean };
    readonly status?: string;
    readonly priority?: string;
    readonly assignee_id?: number;
    readonly group_id?: number;
    readonly tags?: readonly string[];
    readonly custom_fields?: readonly { readonly id: number; readonly value: FieldValue }[];
    readonly macro_id?: number;
    readonly metadata: Readonly<Record<string, string>>;
    readonly updated_stamp: string;
    readonly safe_update: true;
  };
}

/** @param ourId whom `current_user` means */
export function writeUpdate(ticket: Ticket, change: TicketChange, ourId: string): WireUpdate {
  const { comment, status, priority, assigneeId, groupId, macroId, metadata } = change;
  return {
    ticket: {
      // Said each time: left out, it is whatever the ticket's first comment was.
      ...(comment && { comment: { html_body: comment.html, public: comment.isPublic } }),
      ...(status && { status }),
      ...(priority && { priority }),
      ...(assigneeId && { assignee_id: Number(assigneeId === 'current_user' ? ourId : assigneeId) }),
      ...(groupId && { group_id: Number(groupId) }),
      ...tagsOf(ticket, change),
      ...fieldsOf(change),
      ...(macroId && { macro_id: Number(macroId) }),
      metadata,
      updated_stamp: ticket.revision,
      safe_update: true,
    },
  };
}

/** Zendesk takes the whole list; `safe_update` sees to it that the one read is still the one there. */
function tagsOf(
  ticket: Ticket,
  { addTags = [], removeTags = [] }: TicketEffect,
): { tags?: readonly string[] } {
  if (addTags.length === 0 && removeTags.length === 0) return {};
  const kept = ticket.tags.filter((tag) => !removeTags.includes(tag));
  return { tags: [...new Set([...kept, ...addTags])] };
}

function fieldsOf({ fields = {} }: TicketEffect): Pick<WireUpdate['ticket'], 'custom_fields'> {
  const entries = Object.entries(fields);
  if (entries.length === 0) return {};
  return { custom_fields: entries.map(([id, value]) => ({ id: Number(id), value })) };
}
