import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { hostPage } from './host-page.js';

const DIST = new URL('../../dist/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** As the host sees it; the body is what the server would send. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

export interface Visit {
  readonly page: Page;
  readonly app: FrameLocator;
}

export interface VisitOptions extends Pick<BrowserContextOptions, 'colorScheme' | 'bypassCSP'> {
  /** Asked with the address of each request. */
  readonly answer: (url: URL) => Answered | Promise<Answered>;
  /** Before the page is opened. */
  readonly before?: (page: Page) => Promise<void>;
}

export interface RunningHost {
  /** Opens the app beside a ticket, in a page of its own; it keeps nothing between two visits but what it was loaded from. */
  visit<Seen>(options: VisitOptions, look: (visit: Visit) => Promise<Seen>): Promise<Seen>;
  close(): Promise<void>;
}

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

/** The production build on one origin, its host on another. */
export async function startHost(browser: Browser): Promise<RunningHost> {
  const app = await serve((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://app');
    readFile(new URL(`.${pathname}`, DIST)).then(
      (content) => {
        response.setHeader('content-type', TYPES[extname(pathname)] ?? 'text/plain');
        response.setHeader('cache-control', 'max-age=3600').end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  const host = await serve((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://host');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(hostPage(app.url, searchParams.get('scheme') ?? 'light'));
  });
  const contexts = new Map<string, Promise<BrowserContext>>();
  const contextFor = (options: BrowserContextOptions): Promise<BrowserContext> => {
    const key = JSON.stringify(options);
    const context =
      contexts.get(key) ?? browser.newContext({ viewport: { width: 320, height: 900 }, ...options });
    contexts.set(key, context);
    return context;
  };
  return {
    visit: async ({ answer, before, ...options }, look) => {
      const page = await (await contextFor(options)).newPage();
      try {
        await page.exposeFunction('answerRequest', ({ url }: { url: string }) => answer(new URL(url)));
        await before?.(page);
        await page.goto(`${host.url}/?scheme=${options.colorScheme ?? 'light'}`);
        return await look({ page, app: page.frameLocator('iframe') });
      } finally {
        await page.close();
      }
    },
    close: async () => {
      await Promise.all([app.close(), host.close()]);
    },
  };
}
