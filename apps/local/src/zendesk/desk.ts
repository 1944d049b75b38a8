import { fromMillis, type Instant, toMillis } from '@tidings/domain';
import {
  type Audit,
  type AuditEvent,
  type Comment,
  type Macro,
  notFound,
  Refusal,
  type Ticket,
  type TicketEvent,
  type TicketField,
  type User,
  type Write,
} from './desk-state.js';
import { fillPlaceholders } from './placeholders.js';
import { plainText } from './plain-text.js';

export interface NewTicket {
  readonly requester: Pick<User, 'name' | 'email'> & Partial<Pick<User, 'isVerified' | 'locale'>>;
  readonly subject: string;
  readonly text: string;
  readonly channel?: string;
  readonly flags?: readonly number[];
}

const SETTABLE = ['status', 'priority', 'assigneeId', 'groupId', 'tags'] as const;
const FIELD_NAMES = {
  status: 'status',
  priority: 'priority',
  assigneeId: 'assignee_id',
  groupId: 'group_id',
  tags: 'tags',
} as const;

/** The tickets of one emulated Zendesk account: what happens to them, and what is remembered of it. */
export class Desk {
  readonly tickets = new Map<number, Ticket>();
  readonly users = new Map<number, User>();
  readonly macros = new Map<number, Macro>();
  readonly fields: readonly TicketField[];
  /** The user of the OAuth client. */
  readonly apiUser: User;
  readonly agent: User;
  readonly #now: () => Instant;
  readonly #listeners: ((event: TicketEvent) => void)[] = [];
  #lastId = 8_000_000;
  #lastTicketId = 100;

  constructor(now: () => Instant, fields: readonly TicketField[] = []) {
    this.#now = now;
    this.fields = fields;
    this.apiUser = this.addUser({ name: 'Tidings', email: 'tidings@northwind.example', role: 'admin' });
    this.agent = this.addUser({ name: 'Robin Vale', email: 'robin@northwind.example', role: 'agent' });
  }

  onEvent(listener: (event: TicketEvent) => void): void {
    this.#listeners.push(listener);
  }

  addUser(user: Pick<User, 'name' | 'email' | 'role'> & Partial<User>): User {
    const added = { locale: 'en-GB', isVerified: true, ...user, id: this.#nextId() };
    this.users.set(added.id, added);
    return added;
  }

  addMacro(title: string, actions: Macro['actions']): Macro {
    const macro = { id: this.#nextId(), title, actions, updatedAt: this.#seconds() };
    this.macros.set(macro.id, macro);
    return macro;
  }

  find(ticketId: number): Ticket {
    const ticket = this.tickets.get(ticketId);
    if (ticket === undefined) throw notFound();
    return ticket;
  }

  user(userId: number): User {
    const user = this.users.get(userId);
    if (user === undefined) throw notFound();
    return user;
  }

  findUser(email: string): User | undefined {
    return [...this.users.values()].find((user) => user.email.toLowerCase() === email.toLowerCase());
  }

  /** A customer writes. */
  open({ requester, subject, text, channel = 'email', flags }: NewTicket): Ticket {
    const user = this.findUser(requester.email) ?? this.addUser({ ...requester, role: 'end-user' });
    this.#lastTicketId += 1;
    const ticket: Ticket = {
      id: this.#lastTicketId,
      subject,
      channel,
      requesterId: user.id,
      createdAt: this.#seconds(),
      updatedAt: this.#seconds(),
      status: 'new',
      priority: null,
      assigneeId: null,
      groupId: null,
      tags: [],
      fields: Object.fromEntries(this.fields.map(({ id }) => [id, null])),
      comments: [],
      audits: [],
    };
    this.tickets.set(ticket.id, ticket);
    this.#write(ticket, user, { comment: { html: htmlOf(text), isPublic: true, flags }, channel });
    this.#tell({ type: 'created', ticket, actorId: user.id, detail: {} });
    return ticket;
  }

  /** The customer answers: what was solved is open again. */
  reply(ticketId: number, text: string): void {
    const ticket = this.find(ticketId);
    const isReopened = ticket.status === 'solved' || ticket.status === 'pending';
    this.update(ticketId, this.user(ticket.requesterId), {
      comment: { html: htmlOf(text), isPublic: true },
      ...(isReopened && { set: { status: 'open' } }),
      channel: ticket.channel,
    });
  }

  /** One write of an agent, the API, or the customer: all of it or nothing. */
  update(ticketId: number, actor: User, write: Write): Audit {
    const ticket = this.find(ticketId);
    refuseClosed(ticket);
    refuseStale(ticket, write.stamp);
    const before = ticket.status;
    const audit = this.#write(ticket, actor, write);
    const detail = { previous: before.toUpperCase(), current: ticket.status.toUpperCase() };
    if (write.comment !== undefined)
      this.#tell({ type: 'comment_added', ticket, actorId: actor.id, detail: {} });
    if (ticket.status !== before) this.#tell({ type: 'status_changed', ticket, actorId: actor.id, detail });
    return audit;
  }

  /** What a comment of this author would say. */
  render(ticket: Ticket, author: User, html: string): string {
    if (author.role === 'end-user') return html;
    const assignee = ticket.assigneeId === null ? null : this.user(ticket.assigneeId);
    return fillPlaceholders(html, { ticket, requester: this.user(ticket.requesterId), assignee, author });
  }

  #write(ticket: Ticket, actor: User, write: Write): Audit {
    const type = ticket.audits.length === 0 ? 'Create' : 'Change';
    const events: AuditEvent[] = [];
    const auditId = this.#nextId();
    if (write.comment !== undefined) {
      const comment = this.#comment(ticket, actor, { ...write.comment, auditId });
      ticket.comments.push(comment);
      events.push({ id: comment.id, type: 'Comment', comment });
    }
    const macro = write.macroId === undefined ? undefined : this.macros.get(write.macroId);
    if (macro !== undefined) events.push({ id: this.#nextId(), type: 'AgentMacroReference', macro });
    if (type === 'Create')
      events.push({ id: this.#nextId(), type, field: 'status', value: ticket.status, previous: null });
    for (const [field, value, previous] of applyChanges(ticket, write))
      events.push({ id: this.#nextId(), type: 'Change', field, value, previous });
    const audit: Audit = {
      id: auditId,
      authorId: actor.id,
      createdAt: this.#seconds(),
      channel: write.channel,
      metadata: write.metadata ?? {},
      events,
    };
    ticket.updatedAt = audit.createdAt;
    ticket.audits.push(audit);
    return audit;
  }

  #comment(
    ticket: Ticket,
    author: User,
    { html, isPublic, flags = [], auditId }: NonNullable<Write['comment']> & { auditId: number },
  ): Comment {
    const filled = this.render(ticket, author, html);
    return {
      id: this.#nextId(),
      auditId,
      authorId: author.id,
      html: filled,
      plain: plainText(filled),
      isPublic,
      flags,
      createdAt: this.#seconds(),
    };
  }

  #tell(event: TicketEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Zendesk's times have whole seconds. */
  #seconds(): Instant {
    return fromMillis(Math.floor(toMillis(this.#now()) / 1_000) * 1_000);
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

function refuseClosed(ticket: Ticket): void {
  if (ticket.status !== 'closed') return;
  const details = { status: [{ description: 'Status: closed prevents ticket update' }] };
  throw new Refusal(422, { error: 'RecordInvalid', description: 'Record validation errors', details });
}

/** By the second, as in Zendesk: two writes within one do not see each other. */
function refuseStale(ticket: Ticket, stamp: string | undefined): void {
  if (stamp === undefined || toMillis(ticket.updatedAt) <= Date.parse(stamp)) return;
  const description =
    'Safe Update prevented the update due to outdated ticket data. Please fetch the latest ticket data and try again.';
  throw new Refusal(409, { error: 'UpdateConflict', description });
}

function applyChanges(ticket: Ticket, { set = {}, fields = {} }: Write): [string, unknown, unknown][] {
  const changes: [string, unknown, unknown][] = [];
  for (const name of SETTABLE) {
    const value = set[name];
    if (value === undefined || isSame(value, ticket[name])) continue;
    changes.push([FIELD_NAMES[name], value, ticket[name]]);
    Object.assign(ticket, { [name]: value });
  }
  for (const [id, value] of Object.entries(fields)) {
    const previous = ticket.fields[Number(id)] ?? null;
    if (!isSame(value, previous)) changes.push([id, value, previous]);
  }
  ticket.fields = { ...ticket.fields, ...fields };
  return changes;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function htmlOf(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<p>${escaped.replace(/\n/g, '<br>')}</p>`;
}
