import type { Desk } from './desk.js';
import type { Audit, AuditEvent, Ticket } from './desk-state.js';

/** One write of ours: a comment with everything that was set beside it. */
export interface OurWrite {
  /** As its metadata name it. */
  readonly decision: string;
  readonly outcome: string;
  readonly because: string | null;
  readonly macro: string | null;
  readonly isPublic: boolean;
  readonly text: string;
}

/** What a ticket's audits say that we did to it, oldest first. */
export function readOurWrites(desk: Desk, { audits }: Ticket): OurWrite[] {
  return audits.filter(({ authorId }) => authorId === desk.apiUser.id).map(readWrite);
}

function readWrite({ metadata, events }: Audit): OurWrite {
  const find = <Type extends AuditEvent['type']>(type: Type) =>
    events.find((event): event is Extract<AuditEvent, { type: Type }> => event.type === type);
  const mark = (name: string): string | null => {
    const value = metadata[name];
    return typeof value === 'string' ? value : null;
  };
  const comment = find('Comment')?.comment;
  return {
    decision: mark('tidings_decision') ?? '',
    outcome: mark('tidings_outcome') ?? '',
    because: mark('tidings_because'),
    macro: find('AgentMacroReference')?.macro.title ?? null,
    isPublic: comment?.isPublic ?? false,
    text: comment?.plain ?? '',
  };
}
