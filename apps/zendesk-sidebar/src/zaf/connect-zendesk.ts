import type { SidebarTicket } from '@tidings/contracts';
import { failureOf, TicketFailure } from '../ticket/failure.js';
import type { ColourScheme, Composer, Helpdesk, Reply } from '../ticket/helpdesk.js';
import { readTicket } from '../ticket/read-ticket.js';
import { type Agent, signReply } from './sign-reply.js';
import { within } from './within.js';
import type { ZafClient, ZafRequest } from './zaf-client.js';

const CONNECT_MS = 10_000;
const REQUEST_MS = 8_000;
const TOKEN_SECONDS = 60;
const TICKET_EVENTS = ['ticket.requester.email.changed', 'ticket.requester.id.changed', 'ticket.updated'];

interface Connection {
  readonly ticketId: string;
  readonly agentId: string;
  readonly agent: Agent;
  readonly locale: string | null;
  readonly account: string;
  readonly backend: URL;
  readonly orderFieldId: string;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

async function readConnection(client: ZafClient): Promise<Connection> {
  const [context, { settings }] = await Promise.all([client.context(), client.metadata()]);
  const facts = await client.get(['ticket.id', 'currentUser']);
  const agent = facts['currentUser'];
  return {
    ticketId: textOf(facts['ticket.id']),
    agentId: textOf(property(agent, 'id')),
    agent: { name: textOf(property(agent, 'name')), email: textOf(property(agent, 'email')) },
    locale: textOf(property(agent, 'locale')) || null,
    account: `${context.account.subdomain}.zendesk.com`,
    backend: new URL(textOf(settings['backend_url'])),
    orderFieldId: textOf(settings['order_field_id']),
  };
}

function requestFor(connection: Connection, order: string | null): ZafRequest {
  const { ticketId, backend, account, agentId, locale } = connection;
  const url = new URL(`/sidebar/tickets/${encodeURIComponent(ticketId)}`, backend);
  if (order !== null) url.searchParams.set('order', order);
  if (locale !== null) url.searchParams.set('locale', locale);
  return {
    url: url.href,
    type: 'GET',
    dataType: 'json',
    headers: { Authorization: 'Bearer {{jwt.token}}' },
    jwt: {
      algorithm: 'HS256',
      secret_key: '{{setting.shared_key}}',
      expiry: TOKEN_SECONDS,
      claims: { iss: account, aud: backend.origin, sub: agentId },
    },
    secure: true,
    cors: false,
    autoRetry: false,
  };
}

/** An editor without formatting refuses HTML; one that did not answer may have taken it, so nothing is sent twice. */
async function append(client: ZafClient, { html, text }: Reply): Promise<void> {
  try {
    await client.invoke('ticket.comment.appendHtml', html);
  } catch (reason) {
    if (property(reason, 'name') === 'TimeoutError') throw reason;
    await client.invoke('ticket.comment.appendText', text);
  }
}

class ZendeskHelpdesk implements Helpdesk {
  readonly #client: ZafClient;
  readonly #connection: Connection;

  constructor(client: ZafClient, connection: Connection) {
    this.#client = client;
    this.#connection = connection;
  }

  async askAboutTicket(order: string | null): Promise<SidebarTicket> {
    try {
      const request = requestFor(this.#connection, order);
      const ticket = readTicket(await within(REQUEST_MS, this.#client.request(request)));
      if (ticket.state !== 'found' || ticket.reply == null) return ticket;
      return { ...ticket, reply: signReply(ticket.reply, this.#connection.agent) };
    } catch (reason) {
      throw failureOf(reason);
    }
  }

  async insertReply(reply: Reply): Promise<Composer> {
    const facts = await this.#client.get(['ticket.id', 'comment.type']);
    if (textOf(facts['ticket.id']) !== this.#connection.ticketId) throw new Error('another ticket is open');
    await append(this.#client, reply);
    return facts['comment.type'] === 'internalNote' ? 'internal' : 'public';
  }

  fitHeight(pixels: number): void {
    // A host that does not follow leaves a scroll bar, and that is all.
    this.#client.invoke('resize', { width: '100%', height: `${pixels}px` }).catch(() => undefined);
  }

  onColourScheme(listener: (scheme: ColourScheme) => void): void {
    this.#client.on('colorScheme.changed', (scheme) => listener(scheme === 'dark' ? 'dark' : 'light'));
  }

  onTicketChanged(listener: () => void): void {
    const { orderFieldId } = this.#connection;
    const field = orderFieldId === '' ? [] : [`ticket.custom_field_${orderFieldId}.changed`];
    for (const event of [...TICKET_EVENTS, ...field]) this.#client.on(event, listener);
  }

  onReturned(listener: () => void): void {
    this.#client.on('app.activated', listener);
  }
}

/** Rejects with TicketFailure where Zendesk does not answer, or the app was not set up. */
export async function connectZendesk(client: ZafClient): Promise<Helpdesk> {
  try {
    return new ZendeskHelpdesk(client, await within(CONNECT_MS, readConnection(client)));
  } catch (cause) {
    throw new TicketFailure('host', { cause });
  }
}
