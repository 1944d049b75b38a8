import type { FastifyInstance } from 'fastify';
import { applyMacro } from '../apply-macro.js';
import type { Desk } from '../desk.js';
import { notFound, type Ticket } from '../desk-state.js';
import { pageOf } from './page-of.js';
import { readWrite } from './read-write.js';
import { peopleOf, Shower, timeOf } from './show.js';

type Query = Readonly<Record<string, string | undefined>>;
interface TicketRoute {
  Params: { id: string };
  Querystring: Query;
}

export interface RestParts {
  readonly desk: Desk;
  readonly show: Shower;
  /** Decides, after an update has landed, that its answer gets lost. */
  readonly losesAnswer: () => boolean;
}

/** The part of the Support API that the plug-in of packages/helpdesks uses. */
export function serveRest(app: FastifyInstance, parts: RestParts): void {
  serveTickets(app, parts);
  serveConversations(app, parts);
  serveMacros(app, parts);
  serveUsers(app, parts);
  serveSearch(app, parts);
}

function serveTickets(app: FastifyInstance, { desk, show, losesAnswer }: RestParts): void {
  app.get<TicketRoute>('/api/v2/tickets/:id', ({ params, query }) => {
    const ticket = desk.find(Number(params.id));
    return { ticket: show.ticket(ticket), ...sideload(query, { desk, show, ticket }) };
  });
  app.put<TicketRoute>('/api/v2/tickets/:id', async ({ params, body }, reply) => {
    const audit = desk.update(Number(params.id), desk.apiUser, readWrite(body));
    if (losesAnswer()) {
      reply.hijack();
      reply.raw.destroy();
      return;
    }
    const ticket = desk.find(Number(params.id));
    await reply.send({ ticket: show.ticket(ticket), audit: show.audit(audit, ticket.id) });
  });
}

function serveConversations(app: FastifyInstance, { desk, show }: RestParts): void {
  app.get<TicketRoute>('/api/v2/tickets/:id/comments', ({ params, query }) => {
    const ticket = desk.find(Number(params.id));
    const { items, frame } = pageOf(ticket.comments, query);
    const comments = items.map((comment) => {
      const audit = ticket.audits.find(({ id }) => id === comment.auditId);
      return show.comment(comment, audit?.channel ?? ticket.channel);
    });
    return { comments, ...frame, ...sideload(query, { desk, show, ticket }) };
  });
  app.get<TicketRoute>('/api/v2/tickets/:id/audits', ({ params, query }) => {
    const ticket = desk.find(Number(params.id));
    const { items, frame } = pageOf(ticket.audits, query);
    const audits = items.map((audit) => show.audit(audit, ticket.id));
    return { audits, ...frame, ...sideload(query, { desk, show, ticket }) };
  });
}

function serveMacros(app: FastifyInstance, { desk, show }: RestParts): void {
  app.get<{ Querystring: Query }>('/api/v2/macros', ({ query }) => {
    const { items, frame } = pageOf([...desk.macros.values()], query);
    return { macros: items.map((macro) => show.macro(macro)), ...frame };
  });
  app.get<{ Params: { id: string; macroId: string } }>(
    '/api/v2/tickets/:id/macros/:macroId/apply',
    ({ params }) => {
      const ticket = desk.find(Number(params.id));
      const macro = desk.macros.get(Number(params.macroId));
      if (macro === undefined) throw notFound();
      const { set, fields, comment } = applyMacro(macro, ticket);
      const { status = ticket.status, priority = ticket.priority, tags = ticket.tags } = set;
      const after = show.ticket({
        ...ticket,
        status,
        priority,
        tags,
        fields: { ...ticket.fields, ...fields },
      });
      if (comment === null) return { result: { ticket: after } };
      const html = desk.render(ticket, desk.apiUser, comment.html);
      return {
        result: { ticket: after, comment: { body: html, html_body: html, public: comment.isPublic } },
      };
    },
  );
}

function serveUsers(app: FastifyInstance, { desk, show }: RestParts): void {
  app.get('/api/v2/users/me', () => ({ user: show.user(desk.apiUser) }));
  app.get<{ Querystring: Query }>('/api/v2/users/search', ({ query }) => {
    const email = /^email:"?([^"]*)"?$/.exec(query['query'] ?? '')?.[1];
    const user = email === undefined ? undefined : desk.findUser(email);
    return { users: user === undefined ? [] : [show.user(user)], next_page: null, count: user ? 1 : 0 };
  });
  app.get<{ Params: { id: string } }>('/api/v2/users/:id', ({ params }) => ({
    user: show.user(desk.user(Number(params.id))),
  }));
  app.get<{ Params: { id: string }; Querystring: Query }>(
    '/api/v2/users/:id/identities',
    ({ params, query }) => {
      const { id, email, isVerified: verified } = desk.user(Number(params.id));
      const identity = { id: id * 10, user_id: id, type: 'email', value: email, verified, primary: true };
      const { items, frame } = pageOf([identity], query);
      return { identities: items, ...frame };
    },
  );
}

/** Knows one kind of question: tickets created since. */
function serveSearch(app: FastifyInstance, { desk, show }: RestParts): void {
  app.get<{ Querystring: Query }>('/api/v2/search', ({ query }) => {
    const since = /^type:ticket created>=(\S+)$/.exec(query['query'] ?? '')?.[1] ?? '';
    const tickets = [...desk.tickets.values()].filter(({ createdAt }) => timeOf(createdAt) >= since);
    const page = Number(query['page'] ?? 1);
    const results = tickets.slice((page - 1) * 100, page * 100);
    return {
      results: results.map((ticket) => ({ ...show.ticket(ticket), result_type: 'ticket' })),
      next_page: tickets.length > page * 100 ? `page ${page + 1}` : null,
      previous_page: null,
      count: tickets.length,
    };
  });
}

function sideload(
  query: Query,
  { desk, show, ticket }: { desk: Desk; show: Shower; ticket: Ticket },
): { users?: readonly object[] } {
  const includes = (query['include'] ?? '').split(',');
  return includes.includes('users') ? { users: peopleOf(desk, ticket).map((user) => show.user(user)) } : {};
}
