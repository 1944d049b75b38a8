import fastify, { type FastifyInstance } from 'fastify';
import type { DecisionView } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import type { RecordedMail } from '../harness/mail-server.js';
import { readMail } from './read-mail.js';
import { renderPage } from './page.js';

export interface MailboxSources {
  readonly mails: readonly RecordedMail[];
  readonly orders: () => readonly { readonly number: string; readonly title: string }[];
  readonly decisionsOf: (orderNumber: string) => Promise<readonly DecisionView[]>;
  readonly clock: {
    now(): Instant;
    isRunning(): boolean;
    toggle(): void;
    advanceHours(hours: number): Promise<void>;
  };
}

const HTML = 'text/html; charset=utf-8';
/** Mails may bring pictures from their shop; nothing else may be loaded or run. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:";

/** As in a mail program; the pages behind them may not be framed. A doctype that is not first is passed over. */
const LINKS_OPEN_OUTSIDE = '<!doctype html><base target="_blank">';

/** The customer's side of `npm start`: mails as they arrive, orders with the reasons, and the clock. */
export async function serveMailbox(sources: MailboxSources, port: number): Promise<FastifyInstance> {
  // A browser keeps spare connections, which would hold up its end.
  const app = fastify({ forceCloseConnections: true });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  servePages(app, sources);
  serveMails(app, sources);
  app.post<{ Body: { do?: string } }>('/clock', async (request, reply) => {
    const { clock } = sources;
    if (request.body.do === 'toggle') clock.toggle();
    if (request.body.do === 'hour') await clock.advanceHours(1);
    if (request.body.do === 'day') await clock.advanceHours(24);
    return reply.redirect('/', 303);
  });
  await app.listen({ port, host: '127.0.0.1' });
  return app;
}

function servePages(app: FastifyInstance, { mails, orders, decisionsOf, clock }: MailboxSources): void {
  app.get('/', async (_request, reply) => {
    const listed = await Promise.all(mails.map(readMail));
    const page = {
      now: clock.now().slice(0, 16).replace('T', ' '),
      isRunning: clock.isRunning(),
      orders: orders(),
      mails: listed.map((mail, index) => ({ index, ...mail })).toReversed(),
    };
    return reply.type(HTML).send(await renderPage('list', page));
  });
  app.get<{ Params: { number: string } }>('/orders/:number', async (request, reply) => {
    const { number } = request.params;
    return reply.type(HTML).send(await renderPage('order', { number, decisions: await decisionsOf(number) }));
  });
}

function serveMails(app: FastifyInstance, { mails }: MailboxSources): void {
  app.get<{ Params: { index: string } }>('/mails/:index', async (request, reply) => {
    const { index } = request.params;
    const mail = mails[Number(index)];
    if (mail === undefined) return reply.code(404).send('there is no such mail');
    return reply.type(HTML).send(await renderPage('mail', { index, ...(await readMail(mail)) }));
  });
  app.get<{ Params: { index: string } }>('/mails/:index/html', async (request, reply) => {
    const mail = mails[Number(request.params.index)];
    if (mail === undefined) return reply.code(404).send('there is no such mail');
    return reply
      .type(HTML)
      .header('content-security-policy', MAIL_POLICY)
      .send(LINKS_OPEN_OUTSIDE + (await readMail(mail)).html);
  });
}
