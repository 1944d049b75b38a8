import { writeFile } from 'node:fs/promises';
import { launchChromium } from '@tidings/testing';
import type { Browser, BrowserContextOptions, Page, PageScreenshotOptions } from 'playwright-core';
import { startInfrastructure } from '../harness/start-infrastructure.js';
import { withTeardown } from '../harness/teardown.js';
import { until } from '../harness/until.js';
import { readMail } from '../mailbox/read-mail.js';
import { playUntil } from '../product/play-until.js';

const folder = new URL('../../../../infra/pictures/', import.meta.url);
const MOST_BYTES = 150_000;
const DESK = { width: 1280, height: 860 };
/** Where the app stands on the agents' page. */
const APP = { x: 920, y: 48, width: 360, height: 812 };
/** In the stories' third day: one parcel is on its way, another waits for its customer. */
const HOURS = 52;
const ANSWER_TIMEOUT_MS = 60_000;

interface Picture {
  readonly name: string;
  readonly look: BrowserContextOptions;
  readonly open: (page: Page) => Promise<unknown>;
  readonly take?: PageScreenshotOptions;
}

async function take(browser: Browser, { name, look, open, take: options }: Picture): Promise<void> {
  const context = await browser.newContext(look);
  const page = await context.newPage();
  await open(page);
  const png = await page.screenshot({ animations: 'disabled', ...options });
  await context.close();
  if (png.length > MOST_BYTES) throw new Error(`${name}.png has ${png.length} bytes`);
  await writeFile(new URL(`${name}.png`, folder), png);
  process.stdout.write(`${name}.png  ${Math.round(png.length / 1_000)} kB\n`);
}

/** `npm run pictures`: what the README shows, from the product as the stories leave it. */
await withTeardown(async (teardown) => {
  const infrastructure = await startInfrastructure(teardown, { isDurable: false });
  const { product } = await playUntil(teardown, {
    infrastructure,
    startsAt: '2026-03-02T08:00:00.000Z',
    hours: HOURS,
    everydayStories: 0,
  });
  const browser = teardown.add(await launchChromium(), (it) => it.close());
  const { desk, url } = product.helpdesk.zendesk;
  const ticketOf = async (name: string, email: string): Promise<(page: Page) => Promise<void>> => {
    const text = `Hi there,\n\nwhere is my order?\n\nThanks,\n${name.split(' ')[0]}`;
    const { id } = desk.open({ requester: { name, email }, subject: 'Where is my order?', text });
    await until('the ticket is dealt with', ANSWER_TIMEOUT_MS, () =>
      desk.find(id).comments.length > 1 ? true : null,
    );
    return async (page) => {
      await page.goto(`${url}/agent/tickets/${id}`);
      await page.frameLocator('#app').getByText('What the customer was told').waitFor();
    };
  };
  const cleo = await ticketOf('Cleo Abara', 'cleo.abara@shopper.example');
  const eve = await ticketOf('Eve Larkin', 'eve.larkin@shopper.example');
  const mails = await Promise.all(infrastructure.mail.mails.map(readMail));
  const mail = mails.find(({ subject }) => subject.startsWith('Order NW-2005:'));
  const link = /http[^"]*\/t\/[\w-]+/.exec(mail?.html ?? '')?.[0] ?? '';
  const page = { viewport: { width: 760, height: 640 } };
  await take(browser, { name: 'agents-page', look: { viewport: DESK }, open: cleo });
  for (const colorScheme of ['light', 'dark'] as const)
    await take(browser, {
      name: `sidebar-${colorScheme}`,
      look: { viewport: DESK, colorScheme },
      open: eve,
      take: { clip: APP },
    });
  await take(browser, { name: 'order-page', look: page, open: (it) => it.goto(link) });
  const letter = (it: Page): Promise<void> => it.setContent(mail?.html ?? '');
  await take(browser, { name: 'mail-address', look: page, open: letter, take: { fullPage: true } });
});
