import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { SidebarTicket } from '@tidings/contracts';
import {
  axeViolations,
  buildHostileOrder,
  COLOUR_RULES,
  HOSTILE_TEXTS,
  launchChromium,
} from '@tidings/testing';
import type { Browser, Locator, Page } from 'playwright-core';
import { frameOf, turn } from './spec-support/app-frame.js';
import {
  type Answered,
  type RunningHost,
  startHost,
  type Visit,
  type VisitOptions,
} from './spec-support/run-host.js';
import { ticketAbout, TICKETS } from './spec-support/tickets.js';

/** A browser beside other work. */
jest.setTimeout(60_000);

let browser: Browser;
let host: RunningHost;

beforeAll(async () => {
  browser = await launchChromium();
  host = await startHost(browser);
}, 60_000);
afterAll(async () => {
  await host.close();
  await browser.close();
});

const told = (body: SidebarTicket | undefined) => ({ answer: (): Answered => ({ status: 200, body }) });

const openAll = (page: Page): Promise<void> =>
  frameOf(page).evaluate("for (const each of document.querySelectorAll('details')) each.open = true");

const expectShown = (shown: Locator): Promise<void> => shown.waitFor();

const overflow = (page: Page): Promise<number> =>
  frameOf(page).evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const invoked = (page: Page): Promise<unknown[][]> =>
  page.evaluate("host.invoked.filter(([action]) => action !== 'resize')");

describe('the app in a browser', () => {
  it('asks the backend through its host, with a token that the host signs', async () => {
    await host.visit(told(TICKETS['on-its-way']), async ({ page, app }) => {
      await expectShown(app.getByRole('heading', { name: 'Order AC-1001' }));
      expect(await page.evaluate('host.requests')).toEqual([
        expect.objectContaining({
          url: 'https://tidings.example/sidebar/tickets/35436?locale=en-GB',
          headers: { Authorization: 'Bearer {{jwt.token}}' },
          secure: true,
          cors: false,
          jwt: {
            algorithm: 'HS256',
            secret_key: '{{setting.shared_key}}',
            expiry: 60,
            claims: { iss: 'acme.zendesk.com', aud: 'https://tidings.example', sub: '700' },
          },
        }),
      ]);
    });
  });

  it('inserts the reply once, when the agent says so, and says where it went', async () => {
    await host.visit(told(TICKETS['on-its-way']), async ({ page, app }) => {
      const insert = app.getByRole('button', { name: 'Insert into the editor' });
      await expectShown(insert);
      expect(await invoked(page)).toEqual([]);
      await insert.click();
      await expectShown(app.getByText('Inserted into the public reply. Nothing was sent.'));
      expect(await invoked(page)).toEqual([
        ['ticket.comment.appendHtml', '<p>Hello Ann,</p><p>Your order is on its way with UPS.</p>'],
      ]);
    });
  });

  it('leaves an internal note internal', async () => {
    await host.visit(told(TICKETS['on-its-way']), async ({ page, app }) => {
      await page.evaluate("host.composer = 'internalNote'");
      await app.getByRole('button', { name: 'Insert into the editor' }).click();
      await expectShown(app.getByText('Inserted into the internal note that you have open.'));
    });
  });

  it('gives plain text to an editor without formatting', async () => {
    await host.visit(told(TICKETS['on-its-way']), async ({ page, app }) => {
      await page.evaluate("host.refused = ['ticket.comment.appendHtml']");
      await app.getByRole('button', { name: 'Insert into the editor' }).click();
      await expectShown(app.getByText('Inserted into the public reply'));
      expect(await invoked(page)).toEqual([
        ['ticket.comment.appendText', 'Hello Ann,\n\nYour order is on its way with UPS.'],
      ]);
    });
  });

  it('inserts nothing into another ticket', async () => {
    await host.visit(told(TICKETS['on-its-way']), async ({ page, app }) => {
      const insert = app.getByRole('button', { name: 'Insert into the editor' });
      await expectShown(insert);
      await page.evaluate('host.ticketId = 1');
      await insert.click();
      await expectShown(app.getByText('The editor did not take it.'));
      expect(await invoked(page)).toEqual([]);
    });
  });

  it('offers no reply, and warns, where the order is not proven to be theirs', async () => {
    await host.visit(told(TICKETS['somebody-elses']), async ({ app }) => {
      await expectShown(app.getByText('Not proven to be the requester’s order'));
      expect(await app.getByRole('button', { name: 'Insert into the editor' }).count()).toBe(0);
    });
  });

  it('asks anew for the order that the agent picks', async () => {
    const answer = ({ searchParams }: URL): Answered => ({
      status: 200,
      body: TICKETS[searchParams.get('order') === 'AC-1001' ? 'on-its-way' : 'several'],
    });
    await host.visit({ answer }, async ({ app }) => {
      await app.getByRole('button', { name: /Order AC-1001/ }).click();
      await expectShown(app.getByRole('heading', { name: 'On its way' }));
    });
  });

  it('answers "why was no mail sent?", and shows what the rule saw', async () => {
    await host.visit(told(TICKETS['on-its-way']), async ({ app }) => {
      await app.getByText('Why, and why not').click();
      await app
        .getByText('It does not move the delivery date, and nobody has to do anything about it.')
        .waitFor();
      await app.getByText('What decided it').first().click();
      await expectShown(app.getByText('Rule estimate-unmoved of policy first-3'));
    });
  });

  it('names the parcel that was decided about, where the order has several', async () => {
    await host.visit(told(TICKETS['three-parts']), async ({ app }) => {
      await app.getByText('Why, and why not').click();
      const entry = app.locator('li', { hasText: 'What decided it' }).first();
      await expectShown(entry.getByText('Parcel 1 of 2'));
    });
  });

  it('is walked through by keyboard alone', async () => {
    await host.visit(told(TICKETS['on-its-way']), async ({ page, app }) => {
      await app.getByRole('button', { name: 'Refresh' }).focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expectShown(app.getByText('Inserted into the public reply'));
      const focused = () => frameOf(page).evaluate<string>('document.activeElement.textContent.trim()');
      const stops: string[] = [];
      for (let stop = 0; stop < 4; stop += 1) {
        await page.keyboard.press('Tab');
        stops.push(await focused());
      }
      expect(stops).toEqual(['Read it first', 'The parcel', '1 earlier', 'What UPS says, in its own words']);
      await page.keyboard.press('Enter');
      expect(await app.getByText('ARRIVED AT FACILITY').isVisible()).toBe(true);
    });
  });

  it('follows the colour scheme of its host, from the first paint and when it changes', async () => {
    await host.visit({ ...told(TICKETS['on-its-way']), colorScheme: 'dark' }, async ({ page, app }) => {
      const ground = () => frameOf(page).evaluate('getComputedStyle(document.body).backgroundColor');
      await expectShown(app.getByRole('heading', { level: 1 }));
      expect(await ground()).toBe('rgb(21, 26, 30)');
      await turn(page, 'light');
      expect(await ground()).toBe('rgb(255, 255, 255)');
    });
  });

  it('makes its frame as high as what stands in it', async () => {
    await host.visit(told(TICKETS['three-parts']), async ({ page, app }) => {
      const isFitting = () =>
        page.waitForFunction(
          "Math.abs(document.querySelector('iframe').clientHeight - host.invoked.findLast(([a]) => a === 'resize')[1].height.replace('px', '')) < 2",
        );
      await expectShown(app.getByRole('heading', { level: 1 }));
      await isFitting();
      const height = () => page.evaluate<number>("document.querySelector('iframe').clientHeight");
      const before = await height();
      await app.locator('summary', { hasText: 'Parcel 1 of 2' }).click();
      await page.waitForFunction(`document.querySelector('iframe').clientHeight > ${before}`);
      await isFitting();
    });
  });
});

describe('when there is nothing to show', () => {
  it.each([
    [401, 'The key does not fit'],
    [404, 'Not a ticket of your shops'],
    [503, 'Busy at the moment'],
    [500, 'Tidings cannot be reached'],
  ])('says what a %s means, and tries again when asked', async (status, title) => {
    let answered: Answered = { status, body: { error: { code: 'any', message: 'any' } } };
    await host.visit({ answer: () => answered }, async ({ app }) => {
      await expectShown(app.getByRole('heading', { name: title }));
      answered = { status: 200, body: TICKETS['on-its-way'] };
      await app.getByRole('button', { name: 'Try again' }).click();
      await expectShown(app.getByRole('heading', { name: 'On its way' }));
    });
  });

  it.each([
    ['not an answer of Tidings', '<html>proxy</html>'],
    ['of a version that it does not know', { state: 'found', ticketId: '1' }],
  ])('says that an answer cannot be read when it is %s', async (_, body) => {
    await host.visit({ answer: () => ({ status: 200, body }) }, async ({ app }) => {
      await expectShown(app.getByRole('heading', { name: 'The answer cannot be read' }));
    });
  });

  it('shows that it looks, then that it takes long, then that nobody answered', async () => {
    const answer = () => new Promise<Answered>(() => undefined);
    const before = (page: Page) => page.clock.install();
    await host.visit({ answer, before }, async ({ page, app }) => {
      await expectShown(app.getByText('Looking for the order'));
      await page.waitForFunction('host.requests.length > 0');
      await page.clock.fastForward(5_000);
      await expectShown(app.getByText('This takes longer than usual.'));
      await page.clock.fastForward(5_000);
      await expectShown(app.getByRole('heading', { name: 'Tidings cannot be reached' }));
    });
  });

  it('keeps what it has when a refresh fails', async () => {
    let answered: Answered = { status: 200, body: TICKETS['on-its-way'] };
    await host.visit({ answer: () => answered }, async ({ page, app }) => {
      await expectShown(app.getByRole('heading', { name: 'On its way' }));
      answered = { status: 503, body: {} };
      await page.evaluate("host.fire('ticket.updated')");
      await expectShown(app.getByText('This could not be refreshed.'));
      expect(await app.getByRole('heading', { name: 'On its way' }).isVisible()).toBe(true);
    });
  });
});

/** One page for many answers: the next one is asked for as an agent does, and told apart by the name of its shop. */
async function showEach(
  tickets: readonly SidebarTicket[],
  look: (visit: Visit, nth: number) => Promise<void>,
  options: Pick<VisitOptions, 'bypassCSP'> = {},
): Promise<void> {
  let nth = 0;
  const answer = (): Answered => ({ status: 200, body: { ...tickets[nth], brandName: `Shop ${nth}` } });
  await host.visit({ answer, ...options }, async (visit) => {
    for (; nth < tickets.length; nth += 1) {
      if (nth > 0) await visit.page.evaluate("host.fire('ticket.updated')");
      await expectShown(visit.app.getByText(`Shop ${nth}`, { exact: true }));
      await look(visit, nth);
    }
  });
}

describe('every ticket', () => {
  it('passes axe in light and in dark with all of it open, and fits into 320 px also closed', async () => {
    const names = Object.keys(TICKETS);
    const seen: unknown[] = [];
    await showEach(Object.values(TICKETS), async ({ page }, nth) => {
      const overflows = await overflow(page);
      await openAll(page);
      const light = await axeViolations(frameOf(page));
      await turn(page, 'dark');
      const dark = await axeViolations(frameOf(page), COLOUR_RULES);
      await turn(page, 'light');
      seen.push([names[nth], ...light, ...dark, overflows, await overflow(page)]);
    });
    expect(seen).toEqual(names.map((name) => [name, 0, 0]));
  }, 120_000);
});

/** One hostile text wherever a stranger's text is shown. */
function hostileTicket(text: string): SidebarTicket {
  return ticketAbout(buildHostileOrder(text), { reply: { macro: text, html: text, text } });
}

describe('a stranger who writes what is hostile', () => {
  it('runs nothing, changes nothing and breaks nothing, without the policy to help', async () => {
    const texts = Object.entries(HOSTILE_TEXTS);
    const seen: unknown[] = [];
    const tickets = texts.map(([, text]) => hostileTicket(text));
    const look = async ({ page, app }: Visit, nth: number): Promise<void> => {
      await app
        .getByRole('heading', { name: 'Partly delivered' })
        .or(app.getByRole('heading', { name: 'On its way' }))
        .waitFor();
      await openAll(page);
      await app.getByRole('button', { name: 'Insert into the editor' }).click();
      await page.waitForFunction(`host.invoked.filter(([action]) => action !== 'resize').length > ${nth}`);
      const forbidden = 'body script, img, [onerror], [onmouseover], [onfocus], [onload], h1 ~ h1';
      seen.push({
        name: texts[nth]?.[0],
        ran: await frameOf(page).evaluate("'ran' in window"),
        elements: await app.locator(forbidden).count(),
        computed: (await app.locator('body').innerText()).includes('42000'),
        overflow: await overflow(page),
      });
    };
    await showEach(tickets, look, { bypassCSP: true });
    const harmless = { ran: false, elements: 0, computed: false, overflow: 0 };
    expect(seen).toEqual(texts.map(([name]) => ({ name, ...harmless })));
  }, 120_000);
});

describe('the production build', () => {
  it('is at most 130 kB gzipped, all of it together', async () => {
    const assets = new URL('../dist/assets/', import.meta.url);
    const files = await readdir(assets);
    const contents = await Promise.all(files.map((file) => readFile(new URL(file, assets))));
    const gzipped = contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
    expect(files).toContain('index.html');
    expect(gzipped / 1000).toBeLessThan(130);
  });

  it('runs under a policy that lets it connect to nobody', async () => {
    await host.visit(told(TICKETS['on-its-way']), async ({ page, app }) => {
      await expectShown(app.getByRole('heading', { level: 1 }));
      const fetched = await frameOf(page).evaluate(
        "fetch('/manifest.json').then(() => 'let through', () => 'stopped')",
      );
      expect(fetched).toBe('stopped');
    });
  });
});
