import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { Liquid } from 'liquidjs';
import { z } from 'zod';
import { applyMacro } from '../apply-macro.js';
import type { Desk } from '../desk.js';
import { notFound, Refusal, type Ticket, type User } from '../desk-state.js';
import type { Zendesk } from '../start-zendesk.js';
import { type Installation, proxyRequest } from './proxy-request.js';
import { ticketFacts } from './ticket-facts.js';

const folder = new URL('../../../agent-page/', import.meta.url);
const HTML = 'text/html; charset=utf-8';
/** What the page may load: everything else in the folder is a template. */
const ASSETS: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

const replySchema = z.object({
  html: z.string().max(65_536),
  isPublic: z.boolean(),
  status: z.enum(['open', 'pending', 'hold', 'solved']),
  macroId: z.number().int().nullable(),
});
const newTicketSchema = z.object({
  name: z.string().min(1).max(100),
  email: z.email(),
  subject: z.string().max(200),
  text: z.string().min(1).max(10_000),
});

export interface AgentPageParts {
  readonly installation: () => Installation;
  /** The origin of the app beside each ticket. */
  readonly appOrigin: string;
}

/** The agents' page: tickets, their conversation, an editor, and the app beside them in a frame of another origin. */
export function serveAgentPage(zendesk: Zendesk, parts: AgentPageParts): void {
  const { app, desk } = zendesk;
  app.addHook('onRequest', async (request) => {
    const { origin } = request.headers;
    const isOurs = !request.url.startsWith('/agent') || origin === undefined || origin === zendesk.url;
    if (!isOurs) throw new Refusal(403, { error: 'Forbidden' });
  });
  servePages(app, desk, parts);
  serveActions(app, desk);
  app.post('/agent/proxy', ({ body }) => proxyRequest(body, parts.installation()));
  app.get<{ Params: { name: string } }>('/agent/assets/:name', async ({ params }, reply) => {
    const [, extension = ''] = /^[a-z-]+\.(css|js)$/.exec(params.name) ?? [];
    const type = ASSETS[extension];
    if (type === undefined) throw notFound();
    return reply.type(type).send(await readFile(new URL(params.name, folder)));
  });
}

function servePages(app: FastifyInstance, desk: Desk, { installation, appOrigin }: AgentPageParts): void {
  const liquid = new Liquid({ root: folder.pathname, extname: '.html.liquid', outputEscape: 'escape' });
  const policy = `default-src 'self'; frame-src ${appOrigin}; style-src 'self'; img-src 'self' https: data:; form-action 'self'; base-uri 'none'`;
  const render = async (name: string, values: object) => String(await liquid.renderFile(name, values));
  app.get('/agent', async (_request, reply) => {
    const tickets = [...desk.tickets.values()].toReversed().map((ticket) => lineOf(desk, ticket));
    const page = await render('tickets', { tickets, agent: desk.agent });
    return reply.type(HTML).header('content-security-policy', policy).send(page);
  });
  app.get<{ Params: { id: string } }>('/agent/tickets/:id', async ({ params }, reply) => {
    const ticket = desk.find(Number(params.id));
    const page = await render('ticket', {
      ticket: lineOf(desk, ticket),
      requester: desk.user(ticket.requesterId),
      comments: conversationOf(desk, ticket),
      fields: desk.fields.map(({ id, title }) => ({ title, value: ticket.fields[id] })),
      tags: ticket.tags,
      macros: [...desk.macros.values()],
      others: [...desk.tickets.values()].toReversed().map((other) => lineOf(desk, other)),
      agent: desk.agent,
      appOrigin,
      facts: asScriptData(ticketFacts(desk, ticket, installation())),
    });
    return reply.type(HTML).header('content-security-policy', policy).send(page);
  });
}

function serveActions(app: FastifyInstance, desk: Desk): void {
  app.post<{ Params: { id: string } }>('/agent/tickets/:id/replies', ({ params, body }) => {
    const { html, isPublic, status, macroId } = replySchema.parse(body);
    const hasText = html.replace(/<[^>]*>|&nbsp;|\s/g, '') !== '';
    desk.update(Number(params.id), desk.agent, {
      ...(hasText && { comment: { html, isPublic } }),
      set: { status, assigneeId: desk.agent.id },
      macroId: macroId ?? undefined,
      channel: 'web',
    });
    return { status: 'saved' };
  });
  app.get<{ Params: { id: string; macroId: string } }>('/agent/tickets/:id/macros/:macroId', ({ params }) => {
    const ticket = desk.find(Number(params.id));
    const macro = desk.macros.get(Number(params.macroId));
    if (macro === undefined) throw notFound();
    const { comment, set } = applyMacro(macro, ticket);
    return { html: comment && desk.render(ticket, desk.agent, comment.html), status: set.status ?? null };
  });
  app.get<{ Params: { id: string } }>('/agent/tickets/:id/version', ({ params }) => ({
    version: desk.find(Number(params.id)).audits.length,
  }));
  app.post<{ Params: { id: string } }>('/agent/tickets/:id/customer-reply', ({ params, body }) => {
    desk.reply(Number(params.id), z.object({ text: z.string().min(1).max(10_000) }).parse(body).text);
    return { status: 'saved' };
  });
  app.post('/agent/tickets', ({ body }) => {
    const { name, email, subject, text } = newTicketSchema.parse(body);
    return { id: desk.open({ requester: { name, email, isVerified: true }, subject, text }).id };
  });
}

function lineOf(desk: Desk, ticket: Ticket): object {
  const { id, subject, status, channel, updatedAt } = ticket;
  const { name } = desk.user(ticket.requesterId);
  const updated = updatedAt.slice(0, 16).replace('T', ' ');
  return { id, subject, status, channel, updated, requester: name, version: ticket.audits.length };
}

function conversationOf(desk: Desk, ticket: Ticket): object[] {
  return ticket.comments.map((comment) => {
    const author = desk.user(comment.authorId);
    const audit = ticket.audits.find(({ id }) => id === comment.auditId);
    return {
      html: comment.html,
      isPublic: comment.isPublic,
      author: author.name,
      initials: initialsOf(author),
      isCustomer: author.role === 'end-user',
      at: comment.createdAt.slice(0, 16).replace('T', ' '),
      decision: audit?.metadata['tidings_decision'],
    };
  });
}

function initialsOf({ name }: User): string {
  return name
    .split(' ')
    .map((word) => word.slice(0, 1))
    .join('')
    .slice(0, 2)
    .toUpperCase();
}

/** JSON that cannot end its script element. */
function asScriptData(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
