import { addHours, type Instant } from '@tidings/domain';
import { type HelpdeskFailure, HelpdeskError } from '../helpdesk-error.js';
import type { Helpdesk } from '../port.js';
import type {
  FieldValue,
  Macro,
  Person,
  Requester,
  Ticket,
  TicketChange,
  TicketComment,
  TicketEffect,
  TicketStatus,
  TicketUpdate,
  Writer,
} from '../ticket.js';

/** What a test says of a new ticket; the rest is usual. */
export interface NewTicket extends Partial<
  Pick<Ticket, 'channel' | 'channelName' | 'shopRef' | 'subject' | 'tags' | 'fields' | 'isFollowUp'>
> {
  readonly requester?: Partial<Requester>;
  readonly text: string;
  readonly trust?: TicketComment['trust'];
}

interface WrittenComment {
  readonly writer: Writer;
  readonly text: string;
  readonly isPublic?: boolean;
  readonly status?: Ticket['status'];
}

const OURSELVES: Person = {
  id: '900',
  name: 'Tidings',
  email: 'tidings@helpdesk.example',
  isStaff: true,
  isOurselves: true,
  isSuspended: false,
  locale: 'en',
};

/** A helpdesk that keeps its tickets in memory, for tests: it refuses stale updates and closed tickets as a real one does. */
export class MemoryHelpdesk implements Helpdesk {
  readonly id = 'memory';
  macros: Macro[] = [];
  /** Every change that was written, in order. */
  readonly changes: { readonly ticketId: string; readonly change: TicketChange }[] = [];
  readonly #tickets = new Map<string, Ticket>();
  readonly #now: () => Instant;
  readonly #failures: HelpdeskFailure[] = [];
  #losesAnswer = false;
  #lastId = 1000;

  constructor(now: () => Instant) {
    this.#now = now;
  }

  /** The next calls fail so, one each, and do nothing. */
  failNext(...failures: readonly HelpdeskFailure[]): void {
    this.#failures.push(...failures);
  }

  /** The next update is written, and nobody hears of it. */
  loseNextAnswer(): void {
    this.#losesAnswer = true;
  }

  /** @returns its id */
  open({ text, trust = 'plain', requester = {}, ...over }: NewTicket): string {
    const id = this.#nextId();
    const ticket: Ticket = {
      id,
      revision: this.#nextId(),
      subject: 'My order',
      status: 'new',
      channel: 'mail',
      channelName: 'email',
      isFollowUp: false,
      shopRef: null,
      assigneeId: null,
      groupId: null,
      tags: [],
      fields: {},
      ...over,
      requester: requesterOf(requester),
      createdAt: this.#now(),
      updatedAt: this.#now(),
      comments: [],
      history: [],
    };
    this.#tickets.set(id, ticket);
    this.#write(id, { writer: 'requester', comment: { text, isPublic: true, trust } });
    return id;
  }

  /** Somebody else writes: the customer, an agent, a trigger. */
  write(ticketId: string, { writer, text, isPublic = true, status }: WrittenComment): void {
    const comment = { text, isPublic, trust: 'plain' } as const;
    this.#write(ticketId, { writer, comment, status });
  }

  async readTicket(ticketId: string): Promise<Ticket> {
    this.#failIfTold();
    return this.#find(ticketId);
  }

  async updateTicket(ticket: Ticket, change: TicketChange): Promise<{ updateId: string }> {
    this.#failIfTold();
    const current = this.#find(ticket.id);
    if (current.revision !== ticket.revision || current.status === 'closed')
      throw new HelpdeskError({ code: 'conflict' }, 'somebody wrote since the ticket was read');
    const { comment } = change;
    const updateId = this.#write(ticket.id, {
      writer: 'ourselves',
      ...(comment && { comment: { text: comment.html, isPublic: comment.isPublic, trust: 'plain' } }),
      effect: change,
      metadata: change.metadata,
    });
    this.changes.push({ ticketId: ticket.id, change });
    if (this.#losesAnswer) {
      this.#losesAnswer = false;
      const failure = { code: 'unavailable', mayHaveHappened: true, retryAfterSeconds: null } as const;
      throw new HelpdeskError(failure, 'the answer got lost');
    }
    return { updateId };
  }

  async listMacros(): Promise<readonly Macro[]> {
    this.#failIfTold();
    return this.macros;
  }

  async previewMacro(ticket: Ticket, macroId: string): Promise<TicketEffect> {
    this.#failIfTold();
    const macro = this.macros.find(({ id }) => id === macroId);
    if (macro === undefined) throw new HelpdeskError({ code: 'not_found' }, 'there is no such macro');
    const { comment, ...effect } = macro.effect;
    return comment === undefined
      ? effect
      : { ...effect, comment: { ...comment, html: fillPlaceholders(comment.html, ticket) } };
  }

  async findPeople(email: string): Promise<readonly Person[]> {
    this.#failIfTold();
    const people = [...this.#tickets.values()].map(({ requester }) => requester);
    const found = people.filter((person) => person.email === email.toLowerCase());
    return [...new Map(found.map((person) => [person.id, person])).values()];
  }

  async whoAmI(): Promise<Person> {
    this.#failIfTold();
    return OURSELVES;
  }

  async listTicketsOpenedSince(since: Instant): Promise<readonly string[]> {
    this.#failIfTold();
    return [...this.#tickets.values()].flatMap(({ id, createdAt }) => (createdAt >= since ? [id] : []));
  }

  async close(): Promise<void> {
    // Nothing is under way.
  }

  #failIfTold(): void {
    const failure = this.#failures.shift();
    if (failure !== undefined) throw new HelpdeskError(failure, `told to fail: ${failure.code}`);
  }

  #find(ticketId: string): Ticket {
    const ticket = this.#tickets.get(ticketId);
    if (ticket === undefined) throw new HelpdeskError({ code: 'not_found' }, 'there is no such ticket');
    return ticket;
  }

  #write(ticketId: string, written: Written): string {
    const ticket = this.#find(ticketId);
    const updateId = this.#nextId();
    const commentId = this.#nextId();
    // Two writes never share an instant here, so that an order by time is an order.
    const at = ticket.history.length === 0 ? this.#now() : laterOf(this.#now(), ticket.updatedAt);
    const { effect = {}, status = effect.status } = written;
    this.#tickets.set(ticketId, {
      ...ticket,
      revision: this.#nextId(),
      updatedAt: at,
      status: status ?? ticket.status,
      tags: withTags(ticket.tags, effect),
      fields: { ...ticket.fields, ...effect.fields },
      assigneeId: effect.assigneeId ?? ticket.assigneeId,
      groupId: effect.groupId ?? ticket.groupId,
      comments: [...ticket.comments, ...commentsOf(ticket, written, { id: commentId, updateId, at })],
      history: [...ticket.history, updateOf(written, { id: updateId, at })],
    });
    return updateId;
  }

  #nextId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }
}

interface Written {
  readonly writer: Writer;
  readonly comment?: Pick<TicketComment, 'text' | 'isPublic' | 'trust'>;
  readonly effect?: TicketEffect;
  readonly status?: TicketStatus | undefined;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The few that tests use; what is empty or unknown is nothing, as with a real one. */
function fillPlaceholders(html: string, { id, requester, fields }: Ticket): string {
  const escaped = (value: FieldValue | undefined): string =>
    String(value ?? '').replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return html.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => {
    const fieldId = /^ticket\.ticket_field_(\w+)$/.exec(name)?.[1];
    if (fieldId !== undefined) return escaped(fields[fieldId]);
    const [first = ''] = requester.name.split(' ');
    const known: Readonly<Record<string, string>> = {
      'ticket.id': id,
      'ticket.requester.name': requester.name,
      'ticket.requester.first_name': first,
      'current_user.name': OURSELVES.name,
    };
    return escaped(known[name]);
  });
}

function commentsOf(
  ticket: Ticket,
  { writer, comment }: Written,
  { id, updateId, at }: { id: string; updateId: string; at: Instant },
): readonly TicketComment[] {
  if (comment === undefined) return [];
  const authorId = writer === 'requester' ? ticket.requester.id : OURSELVES.id;
  return [{ id, updateId, writer, authorId, writtenAt: at, attachmentCount: 0, ...comment }];
}

function updateOf(
  { writer, comment, effect, status = effect?.status, metadata = {} }: Written,
  { id, at }: { id: string; at: Instant },
): TicketUpdate {
  const kind = comment === undefined ? null : comment.isPublic ? 'public' : 'internal';
  return { id, writer, at, metadata, status: status ?? null, comment: kind };
}

function withTags(tags: readonly string[], { addTags = [], removeTags = [] }: TicketEffect): string[] {
  return [...new Set([...tags, ...addTags])].filter((tag) => !removeTags.includes(tag));
}

function laterOf(now: Instant, last: Instant): Instant {
  return now > last ? now : addHours(last, 1 / 3_600_000);
}

function requesterOf(over: Partial<Requester>): Requester {
  const email = over.email === undefined ? 'ada.marsh@shopper.example' : over.email;
  return {
    id: '501',
    name: 'Ada Marsh',
    isStaff: false,
    isOurselves: false,
    isSuspended: false,
    locale: 'en-GB',
    verifiedEmails: email === null ? [] : [email.toLowerCase()],
    ...over,
    email,
  };
}
