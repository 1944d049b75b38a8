import type { Deed } from '../stories/story.js';
import type { Desk } from '../zendesk/desk.js';
import type { Audit, AuditEvent } from '../zendesk/desk-state.js';

/** A ticket as its audits tell it: what was asked, and every write of ours. */
export interface ToldTicket {
  readonly id: number;
  readonly asked: string;
  readonly status: string;
  readonly writes: readonly TicketWrite[];
}

/** One write: a comment with everything that was set beside it. */
export interface TicketWrite {
  /** As its metadata name it. */
  readonly decision: string;
  readonly outcome: string;
  readonly because: string | null;
  readonly macro: string | null;
  readonly isPublic: boolean;
  readonly text: string;
}

/** @throws when no ticket holds what the customer asked */
export function readToldTicket(desk: Desk, { customer, text }: Deed & { does: 'ask' }): ToldTicket {
  const requesterId = desk.findUser(customer.email)?.id;
  const ticket = [...desk.tickets.values()].find(
    ({ comments, requesterId: writer }) => writer === requesterId && comments[0]?.plain === text,
  );
  if (ticket === undefined) throw new Error(`no ticket of ${customer.email} asks "${text}"`);
  const ours = ticket.audits.filter(({ authorId }) => authorId === desk.apiUser.id);
  return { id: ticket.id, asked: text, status: ticket.status, writes: ours.map(readWrite) };
}

function readWrite({ metadata, events }: Audit): TicketWrite {
  const find = <Type extends AuditEvent['type']>(type: Type) =>
    events.find((event): event is Extract<AuditEvent, { type: Type }> => event.type === type);
  const comment = find('Comment')?.comment;
  const mark = (name: string): string | null => {
    const value = metadata[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    decision: mark('tidings_decision') ?? '',
    outcome: mark('tidings_outcome') ?? '',
    because: mark('tidings_because'),
    macro: find('AgentMacroReference')?.macro.title ?? null,
    isPublic: comment?.isPublic ?? false,
    text: comment?.plain ?? '',
  };
}
