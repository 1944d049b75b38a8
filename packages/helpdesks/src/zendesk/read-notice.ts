import type { z } from 'zod';
import type { NoticeReading, TicketNotice } from '../port.js';
import { eventNoticeSchema, triggerNoticeSchema } from './wire.js';

const TICKET_EVENT = 'zen:event-type:ticket.';

/** Zendesk docs, Ticket events: the types that tell more than that something is different. */
const HAPPENED: ReadonlyMap<string, TicketNotice['happened']> = new Map([
  ['created', 'created'],
  ['comment_added', 'commented'],
  ['status_changed', 'status_changed'],
]);

/** A trigger's body holds what its author wrote there: `{"ticket_id": "{{ticket.id}}", "event": "ticket_created"}`. */
const TRIGGERED: ReadonlyMap<string, TicketNotice['happened']> = new Map([
  ['ticket_created', 'created'],
  ['ticket_commented', 'commented'],
  ['ticket_status_changed', 'status_changed'],
]);

/** Of either kind of webhook: one that subscribes to events, or one that a trigger calls. */
export function readNotice(payload: unknown, deliveryId: string | null): NoticeReading {
  const isEvent = typeof payload === 'object' && payload !== null && 'zendesk_event_version' in payload;
  return isEvent ? readEvent(payload, deliveryId) : readTriggered(payload, deliveryId);
}

function readEvent(payload: unknown, deliveryId: string | null): NoticeReading {
  const { data, error } = eventNoticeSchema.safeParse(payload);
  if (error !== undefined) return invalid(error);
  if (!data.type.startsWith(TICKET_EVENT))
    return { error: { code: 'control', message: `about something else: ${data.type.slice(0, 80)}` } };
  if (data.detail?.id === undefined)
    return { error: { code: 'invalid', message: 'it names no ticket', field: 'detail.id' } };
  const happened = HAPPENED.get(data.type.slice(TICKET_EVENT.length)) ?? 'other';
  return { notice: { ticketId: data.detail.id, happened, deliveryId, eventId: data.id, at: data.time } };
}

function readTriggered(payload: unknown, deliveryId: string | null): NoticeReading {
  const { data, error } = triggerNoticeSchema.safeParse(payload);
  if (error !== undefined) return invalid(error);
  const happened = TRIGGERED.get(data.event ?? '') ?? 'other';
  return { notice: { ticketId: data.ticket_id, happened, deliveryId, eventId: null, at: null } };
}

function invalid(error: z.ZodError): NoticeReading {
  const [issue] = error.issues;
  const field = (issue?.path ?? []).map(String).join('.');
  return { error: { code: 'invalid', message: issue?.message ?? 'not what Zendesk documents', field } };
}
