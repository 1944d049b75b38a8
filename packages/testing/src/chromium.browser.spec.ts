import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

describe('launchChromium', () => {
  it('gives a browser that shows pages, runs scripts and has fonts', async () => {
    const page = await browser.newPage();
    await page.setContent('<p><span id="text">A line of text</span></p>');
    expect(
      await page.locator('#text').evaluate((span) => span.getBoundingClientRect().width),
    ).toBeGreaterThan(20);
  });

  it('keeps web security on', async () => {
    const [one, two] = await Promise.all([serve('one'), serve('a secret of two')]);
    const page = await browser.newPage();
    await page.goto(one.url);
    const read = page.evaluate((url) => fetch(url).then((answer) => answer.text()), two.url);
    await expect(read).rejects.toThrow('Failed to fetch');
    await page.close();
    one.server.close();
    two.server.close();
  });
});

async function serve(body: string): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => response.end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
