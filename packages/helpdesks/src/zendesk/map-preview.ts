import type { z } from 'zod';
import { HelpdeskError } from '../helpdesk-error.js';
import type { Ticket, TicketEffect } from '../ticket.js';
import { htmlFromText } from './html-from-text.js';
import { type previewAnswerSchema, previewCommentSchema } from './wire.js';

type Preview = z.infer<typeof previewAnswerSchema>;
type TicketAfter = Preview['result']['ticket'];

/** What differs from the ticket: the preview has the whole of it, tags and fields included. */
export function mapPreview(preview: Preview, ticket: Ticket): TicketEffect {
  const { ticket: after } = preview.result;
  return {
    ...commentOf(preview),
    ...statusOf(after, ticket),
    ...assignmentOf(after, ticket),
    ...(after.priority != null && { priority: after.priority }),
    ...(after.tags != null && tagsBetween(ticket.tags, after.tags)),
    ...fieldsOf(after, ticket),
  };
}

function statusOf({ status }: TicketAfter, before: Ticket): Pick<TicketEffect, 'status'> {
  if (status == null || status === 'new' || status === 'closed' || status === before.status) return {};
  return { status };
}

function assignmentOf(
  { assignee_id: assigneeId, group_id: groupId }: TicketAfter,
  before: Ticket,
): Pick<TicketEffect, 'assigneeId' | 'groupId'> {
  return {
    ...(assigneeId != null && assigneeId !== before.assigneeId && { assigneeId }),
    ...(groupId != null && groupId !== before.groupId && { groupId }),
  };
}

function commentOf({ result }: Preview): Pick<TicketEffect, 'comment'> {
  const given = result.comment ?? result.ticket.comment;
  if (given == null) return {};
  const { data, error } = previewCommentSchema.safeParse(given);
  if (error !== undefined)
    throw new HelpdeskError(
      { code: 'invalid', field: 'result.comment' },
      'the preview has no readable comment',
    );
  const html = data.html_body ?? (data.body == null ? null : htmlFromText(data.body));
  return html === null || html === '' ? {} : { comment: { html, isPublic: data.public !== false } };
}

function tagsBetween(before: readonly string[], after: readonly string[]): Partial<TicketEffect> {
  const addTags = after.filter((tag) => !before.includes(tag));
  const removeTags = before.filter((tag) => !after.includes(tag));
  return { ...(addTags.length > 0 && { addTags }), ...(removeTags.length > 0 && { removeTags }) };
}

function fieldsOf(after: TicketAfter, { fields }: Ticket): Pick<TicketEffect, 'fields'> {
  const told = [...(after.custom_fields ?? []), ...(after.fields ?? [])];
  const changed = told.filter(
    ({ id, value }) => JSON.stringify(value) !== JSON.stringify(fields[id] ?? null),
  );
  return changed.length === 0
    ? {}
    : { fields: Object.fromEntries(changed.map(({ id, value }) => [id, value])) };
}
