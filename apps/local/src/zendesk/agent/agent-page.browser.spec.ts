import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SidebarTicket } from '@tidings/contracts';
import { answer } from '@tidings/domain';
import { AdvanceableClock } from '@tidings/platform';
import { HOSTILE_TEXTS, launchChromium, ORDER_STATES } from '@tidings/testing';
import { renderAgentOrder } from '@tidings/wording';
import fastify, { type FastifyInstance } from 'fastify';
import { jwtVerify } from 'jose';
import type { Browser, Page } from 'playwright-core';
import { Teardown } from '../../harness/teardown.js';
import { until } from '../../harness/until.js';
import { type Helpdesk, startHelpdesk } from '../../product/start-helpdesk.js';

const KEY = 'a key that the installation shares with us';
const clock = new AdvanceableClock('2026-11-22T12:00:00.000Z');

let browser: Browser;
let teardown: Teardown;
let helpdesk: Helpdesk;
let backend: FastifyInstance;
/** What the backend makes of a request. */
let respond: (authorization: string) => Promise<{ status: number; body: unknown }>;
let asked: string[];

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser.close());

beforeEach(async () => {
  teardown = new Teardown();
  asked = [];
  respond = async () => ({ status: 200, body: ticketOnItsWay() });
  backend = teardown.add(fastify(), (it) => it.close());
  backend.get('/sidebar/tickets/:id', async (request, reply) => {
    asked.push(request.url);
    const { status, body } = await respond(request.headers.authorization ?? '');
    return reply.code(status).send(body);
  });
  const secrets = { client: 'c', webhook: 'w', sidebar: KEY };
  helpdesk = await startHelpdesk(teardown, { clock, secrets, ports: [0, 0] });
  helpdesk.connect(await backend.listen({ port: 0, host: '127.0.0.1' }));
});
afterEach(() => teardown.run());

function ticketOnItsWay(): SidebarTicket {
  const snapshot = ORDER_STATES['on-its-way'];
  if (snapshot === undefined) throw new Error('there is no such order');
  const askedAt = '2026-11-22T12:00:00.000Z';
  return {
    ticketId: '101',
    brandName: 'Northwind Outfitters',
    language: 'en-GB',
    askedAt,
    verdict: null,
    state: 'found',
    match: { by: 'ticket_text', says: 'The ticket names its number.', isRequesters: true },
    order: renderAgentOrder({
      snapshot,
      answer: answer(snapshot, 2, askedAt),
      reader: { locale: 'en-GB', timeZone: 'Europe/London', brandName: 'Northwind Outfitters' },
      supportEmail: 'help@northwind.example',
      decisions: [],
      messages: [],
      givenAddress: null,
      pageUrl: null,
      askedAt,
    }),
    others: [],
    reply: {
      macro: 'Tidings::On its way',
      html: '<p>It is <b>on its way</b>.</p>',
      text: 'It is on its way.',
    },
    noReply: null,
  };
}

interface Visit {
  readonly ticketId: number;
  readonly page: Page;
}

async function visit(look: (visit: Visit) => Promise<void>, text = 'Where is NW-2001?'): Promise<void> {
  const { desk, url } = helpdesk.zendesk;
  const requester = { name: 'Ada Marsh', email: 'ada.marsh@shopper.example' };
  const ticket = desk.open({ requester, subject: 'My order', text });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(`${url}/agent/tickets/${ticket.id}`);
    await look({ page, ticketId: ticket.id });
  } finally {
    await context.close();
  }
}

const appOf = (page: Page) => page.frameLocator('#app');

describe('the agents’ page', () => {
  it('signs what the app asks on the server; the browser never sees the key', async () => {
    const tokens: string[] = [];
    respond = async (authorization) => {
      tokens.push(authorization.replace('Bearer ', ''));
      return { status: 200, body: ticketOnItsWay() };
    };
    await visit(async ({ page, ticketId }) => {
      await appOf(page).getByRole('heading', { level: 1 }).waitFor();
      expect(asked).toEqual([`/sidebar/tickets/${ticketId}?locale=en-GB`]);
      const { payload } = await jwtVerify(tokens[0] ?? '', new TextEncoder().encode(KEY), {
        algorithms: ['HS256'],
        issuer: 'northwind.zendesk.com',
        audience: backend.listeningOrigin,
      });
      expect(payload.sub).toBe(String(helpdesk.zendesk.desk.agent.id));
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
      expect(await page.content()).not.toContain(KEY);
      const [host, app] = page.frames().map((frame) => new URL(frame.url()).origin);
      expect(app).not.toBe(host);
    });
  });

  it('takes what the app inserts into its editor, and sends it only when the agent does', async () => {
    await visit(async ({ page, ticketId }) => {
      await appOf(page).getByRole('button', { name: 'Insert into the editor' }).click();
      await appOf(page).getByText('Inserted into the public reply. Nothing was sent.').waitFor();
      const ticket = helpdesk.zendesk.desk.find(ticketId);
      expect(await page.locator('.editor').innerHTML()).toBe('<p>It is <b>on its way</b>.</p>');
      expect(ticket.comments).toHaveLength(1);
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByText('Robin Vale').nth(1).waitFor();
      expect(ticket.comments.at(-1)).toMatchObject({ plain: 'It is on its way.', isPublic: true });
      expect(await page.locator('.editor').innerHTML()).toBe('');
    });
  });

  it('tells the app when the colours change, and when somebody wrote', async () => {
    await visit(async ({ page, ticketId }) => {
      await appOf(page).getByRole('heading', { level: 1 }).waitFor();
      const app = page.frames()[1];
      await page.getByRole('button', { name: 'Dark' }).click();
      await app?.waitForFunction("getComputedStyle(document.documentElement).colorScheme === 'dark'");
      helpdesk.zendesk.desk.reply(ticketId, 'And when will it come?');
      await page.getByText('And when will it come?').waitFor();
      const again = await until('the app asks again', 10_000, () => asked[1] ?? null);
      expect(again).toBe(asked[0]);
    });
  });

  it('shows a refusal as the app’s own state', async () => {
    respond = async () => ({ status: 401, body: { error: { code: 'unauthorized', message: 'no' } } });
    await visit(async ({ page }) => {
      await appOf(page).getByText('The key does not fit').waitFor();
      expect(await appOf(page).getByRole('button', { name: 'Insert into the editor' }).count()).toBe(0);
    });
  });

  it('applies a macro with its placeholders filled in', async () => {
    await visit(async ({ page }) => {
      await page.getByLabel('Macro').selectOption({ label: 'Tidings::On its way' });
      await page.locator('.editor').getByText('Hello Ada,').waitFor();
      expect(await page.getByLabel('Submit as').inputValue()).toBe('solved');
    });
  });

  it('shows what strangers write as text', async () => {
    const text = Object.values(HOSTILE_TEXTS).join('\n');
    await visit(async ({ page }) => {
      await page.locator('.conversation .text').waitFor();
      expect(await page.locator('.conversation .text *:not(p, br)').count()).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    }, text);
  });

  it('refuses what another page posts to it', async () => {
    const answered = await fetch(`${helpdesk.zendesk.url}/agent/tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: '{}',
    });
    expect(answered.status).toBe(403);
    expect(helpdesk.zendesk.desk.tickets.size).toBe(0);
  });
});
