import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  axeViolations,
  buildHostileOrder,
  COLOUR_RULES,
  HOSTILE_TEXTS,
  launchChromium,
  ORDER_STATES,
  pageToken,
  type RunningNats,
  startNats,
} from '@tidings/testing';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import {
  PROOFS,
  type RunningOrders,
  type RunningPortal,
  startOrders,
  startPortal,
} from './spec-support/run-portal.js';

const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };

let browser: Browser;
let nats: RunningNats;
let orders: RunningOrders;
let portal: RunningPortal;

beforeAll(async () => {
  [browser, nats] = await Promise.all([launchChromium(), startNats()]);
  orders = await startOrders(nats.url);
  // A browser cannot be told another host than that of its address.
  portal = await startPortal(nats.url, 'acme');
  orders.keep(...Object.entries(ORDER_STATES).map(([name, state]) => ({ ...state, token: pageToken(name) })));
}, 120_000);
afterAll(async () => {
  await browser.close();
  await portal.close();
  await orders.close();
  await nats.stop();
});

/** Shows a page to `look`, in a browser that remembers nothing. */
async function visit<Seen>(
  token: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<Seen>,
): Promise<Seen> {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  try {
    const page = await context.newPage();
    await page.goto(`${portal.url}/t/${token}`);
    return await look(page);
  } finally {
    await context.close();
  }
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe('a page in a browser', () => {
  it('is complete without scripts, and carrier texts open without them', async () => {
    await visit(pageToken('on-its-way'), { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('h1').innerText()).toBe('On its way');
      const quote = page.getByText('ARRIVED AT FACILITY');
      expect(await quote.isVisible()).toBe(false);
      await page.getByText('What UPS says, in its own words').click();
      expect(await quote.isVisible()).toBe(true);
    });
  });

  it('is the same with scripts allowed as without, and has none', async () => {
    const textOf = (page: Page) => page.locator('body').innerText();
    const [withScripts, without] = await Promise.all([
      visit(pageToken('open-case'), {}, textOf),
      visit(pageToken('open-case'), { javaScriptEnabled: false }, textOf),
    ]);
    expect(withScripts).toBe(without);
    expect(await visit(pageToken('open-case'), {}, (page) => page.locator('script').count())).toBe(0);
  });

  it('is dressed: the stylesheet is let in by the policy', async () => {
    const band = await visit(pageToken('on-its-way'), {}, (page) =>
      page.evaluate("getComputedStyle(document.querySelector('.brand')).backgroundColor"),
    );
    expect(band).toBe('rgb(242, 193, 78)');
  });

  it('sets its ground and ink itself, in light and in dark', async () => {
    const coloursOf = (page: Page) =>
      page.evaluate(
        '[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]',
      );
    expect(await visit(pageToken('held'), { colorScheme: 'light' }, coloursOf)).toEqual([
      'rgb(244, 245, 246)',
      'rgb(27, 35, 40)',
    ]);
    expect(await visit(pageToken('held'), { colorScheme: 'dark' }, coloursOf)).toEqual([
      'rgb(18, 23, 26)',
      'rgb(233, 238, 241)',
    ]);
  });

  it('is walked through by keyboard: what can be done first, then what can be opened', async () => {
    await visit(pageToken('open-case'), {}, async (page) => {
      const focused = () =>
        page.evaluate('(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()');
      for (const stop of [
        'Street and house number',
        'Flat, floor or company (if there is one)',
        'Postcode (if there is one)',
        'Town or city',
        'Send this address',
        'Hold it to be collected',
        'Get the money back',
        'Write to help@acme.example',
      ]) {
        await page.keyboard.press('Tab');
        expect(await focused()).toBe(stop);
      }
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('What UPS says, in its own words');
      await page.keyboard.press('Enter');
      expect(await page.getByText('EXCEPTION: BUSINESS CLOSED').isVisible()).toBe(true);
    });
  });

  it('takes a choice without scripts, and has none to offer after it', async () => {
    const snapshot = ORDER_STATES['open-case'];
    if (snapshot === undefined) throw new Error('no such state');
    orders.keep({ ...snapshot, token: pageToken('to-choose') });
    await visit(pageToken('to-choose'), { javaScriptEnabled: false }, async (page) => {
      await page.getByRole('button', { name: 'Hold it to be collected' }).click();
      await page.getByText('On Sun 22 November you chose: “Hold it to be collected”.').waitFor();
      expect(await page.getByRole('button').count()).toBe(0);
      expect(new URL(page.url()).pathname).toBe(`/t/${pageToken('to-choose')}`);
    });
  });

  it('takes a corrected address by keyboard and without scripts, and says what is wrong with one', async () => {
    const snapshot = ORDER_STATES['open-case'];
    if (snapshot === undefined) throw new Error('no such state');
    orders.keep({ ...snapshot, token: pageToken('to-correct') });
    const options = { javaScriptEnabled: false, viewport: NARROW, colorScheme: 'dark' } as const;
    await visit(pageToken('to-correct'), options, async (page) => {
      await page.getByText('Please fill in the form below with the complete address').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.type('???');
      await page.getByLabel('Town or city').fill('Falmouth');
      await page.keyboard.press('Enter');
      await page.getByText('Please write the street and house number in letters or digits.').waitFor();
      expect(await page.getByLabel('Town or city').inputValue()).toBe('Falmouth');
      await page.getByLabel('Street and house number').fill('12 Quay Street');
      await page.getByRole('button', { name: 'Send this address' }).click();
      await page.getByText('On Sun 22 November you chose: “Correct the address”.').waitFor();
      expect(new URL(page.url()).pathname).toBe(`/t/${pageToken('to-correct')}`);
      expect(orders.corrected.at(-1)).toMatchObject({
        address: { street: '12 Quay Street', city: 'Falmouth' },
      });
    });
  });

  it('shows an address that could not be taken so that axe has nothing to say, in 320 px', async () => {
    const snapshot = ORDER_STATES['open-case'];
    if (snapshot === undefined) throw new Error('no such state');
    // Another test has chosen for every order that is this one. What is asked for is no address, so the form is folded.
    const cases = snapshot.cases.map((each) => ({ ...each, reason: 'refused' as const }));
    orders.keep({ ...snapshot, cases, token: pageToken('to-refuse') });
    await visit(pageToken('to-refuse'), { viewport: NARROW, colorScheme: 'dark' }, async (page) => {
      await page.locator('.choice > summary').click();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByLabel('Street and house number').fill('???');
      await page.getByLabel('Town or city').fill('Falmouth');
      await page.getByRole('button', { name: 'Send this address' }).click();
      await page.getByRole('alert').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    });
  });

  it('marks where the parcel is for those who do not see it', async () => {
    const step = await visit(pageToken('on-its-way'), {}, (page) =>
      page.locator('[aria-current="step"]').allTextContents(),
    );
    expect(step.map((text) => text.trim())).toEqual(['With the carrier (it is here now)']);
  });
});

describe('the page of every order', () => {
  it('passes axe in light and in dark, and fits into 320 px', async () => {
    const names = Object.keys(ORDER_STATES);
    const seen = await visit(pageToken(names[0] ?? ''), {}, async (page) => {
      const found: unknown[] = [];
      for (const name of names) {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.setViewportSize(WIDE);
        await page.goto(`${portal.url}/t/${pageToken(name)}`);
        const light = await axeViolations(page);
        await page.emulateMedia({ colorScheme: 'dark' });
        const dark = await axeViolations(page, COLOUR_RULES);
        await page.setViewportSize(NARROW);
        found.push([name, ...light, ...dark, await overflow(page)]);
      }
      return found;
    });
    expect(seen).toEqual(names.map((name) => [name, 0]));
  }, 120_000);
});

describe('a look-up without a link', () => {
  const look = async (page: Page) => [await axeViolations(page), await overflow(page)];

  it.each(['light', 'dark'] as const)(
    'passes axe in %s and fits into 320 px, also when it failed',
    async (colorScheme) => {
      await visit('', { colorScheme, viewport: NARROW }, async (page) => {
        await page.goto(`${portal.url}/track`);
        expect(await look(page)).toEqual([[], 0]);
        await page.getByLabel('Order number').fill('AC-9999');
        await page.getByLabel('Email address or postcode of the order').fill('nobody@shopper.example');
        await page.getByRole('button', { name: 'Show my order' }).click();
        await page.getByText('We found no order with these details.').waitFor();
        expect(await look(page)).toEqual([[], 0]);
      });
    },
  );

  it('leads to how the order stands, without scripts', async () => {
    await visit('', { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${portal.url}/track`);
      await page.getByLabel('Order number').fill('AC-1001');
      await page.getByLabel('Email address or postcode of the order').fill(PROOFS.email);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'On its way' }).waitFor();
      expect(await page.getByText('is behind the link in the emails').isVisible()).toBe(true);
    });
  });
});

describe('the page for every address that leads nowhere', () => {
  it('passes axe and fits into 320 px', async () => {
    const look = async (page: Page) => [await axeViolations(page), await overflow(page)];
    expect(await visit('nothing', { viewport: NARROW }, look)).toEqual([[], 0]);
  });
});

describe('a stranger who writes what is hostile', () => {
  it('runs nothing, changes nothing and breaks nothing, without the policy to help', async () => {
    const texts = Object.entries(HOSTILE_TEXTS);
    const tokenOf = (name: string) => pageToken(`hostile-${name}`);
    orders.keep(...texts.map(([name, text]) => buildHostileOrder(text, { token: tokenOf(name) })));
    const seen = await visit('', { bypassCSP: true, viewport: NARROW }, async (page) => {
      const found: unknown[] = [];
      for (const [name] of texts) {
        await page.goto(`${portal.url}/t/${tokenOf(name)}`);
        found.push([name, await whatStrangersDid(page)]);
      }
      return found;
    });
    const harmless = {
      ran: false,
      elements: 0,
      heads: ['On its way'],
      cards: 6,
      forbidden: null,
      overflow: 0,
    };
    expect(seen).toEqual(texts.map(([name]) => [name, harmless]));
  }, 120_000);
});

async function whatStrangersDid(page: Page) {
  await page.locator('summary').click();
  return {
    ran: await page.evaluate("'ran' in window"),
    elements: await page.locator('script, img, svg, [onerror], [onmouseover], [onfocus], [onload]').count(),
    heads: await page.locator('h1').allInnerTexts(),
    cards: await page.locator('main > *').count(),
    forbidden: /42000|[\u202A-\u202E\u2066-\u2069]/.exec(await page.locator('body').innerText()),
    overflow: await overflow(page),
  };
}
