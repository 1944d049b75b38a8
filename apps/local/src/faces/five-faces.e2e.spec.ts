import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  startTestInfrastructure,
  type TestInfrastructure,
} from '../harness/spec-support/start-test-infrastructure.js';
import { Teardown } from '../harness/teardown.js';
import { playUntil } from '../product/play-until.js';
import type { Product } from '../product/start-product.js';
import type { Ticket } from '../zendesk/desk-state.js';
import {
  readLetter,
  readPage,
  readSidebar,
  readStatus,
  readTicket,
  type Statement,
  type WholeStatement,
} from './spec-support/read-faces.js';
import { type VariedOrder, variedOrders } from './spec-support/varied-orders.js';

/** A Wednesday noon; the clock stands still, so that all faces speak of one moment. */
const NOW = '2026-03-04T12:00:00.000Z';
const ORDERS = 200;
const SEED = 1;
const AT_ONCE = 8;
const TIMEOUT_MS = 400_000;

interface Faces {
  readonly order: VariedOrder;
  readonly status: Awaited<ReturnType<typeof readStatus>>;
  readonly page: WholeStatement & { readonly whole: string };
  readonly sidebar: WholeStatement & { readonly hasCase: boolean };
  readonly ticket: Statement | null;
  readonly letter: Statement | null;
}

const teardown = new Teardown();
let all: readonly Faces[];

beforeAll(async () => {
  const infrastructure = await startTestInfrastructure(teardown);
  const { product, lapse } = await playUntil(teardown, {
    infrastructure,
    startsAt: NOW,
    hours: 0,
    orderNumbers: [],
    everydayStories: 0,
    // Many agents look within a few seconds.
    helpdeskLimits: { perMinute: 20_000, updatesPerMinute: 2_000 },
  });
  const quiet = (): Promise<void> => lapse.advanceTo(NOW);

  const orders = variedOrders(SEED, ORDERS, NOW);
  await inTurn(orders, (order) => tell(product, '/v1/orders', order.body));
  await quiet();
  await inTurn(orders, async ({ events }) => {
    for (const body of events) await tell(product, '/v1/events', body);
  });
  await quiet();
  const tickets = orders.map(({ email }) =>
    product.helpdesk.zendesk.desk.open({
      requester: { name: 'A. Shopper', email },
      subject: 'My order',
      text: 'Where is my order?',
    }),
  );
  await quiet();
  const seen: Faces[] = [];
  await inTurn([...orders.entries()], async ([index, order]) => {
    seen[index] = await look(order, tickets[index] as Ticket, { product, infrastructure });
  });
  all = seen;
}, TIMEOUT_MS);
afterAll(() => teardown.run(), TIMEOUT_MS);

async function inTurn<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const lane = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function tell({ doorsOf }: Product, path: string, body: object): Promise<void> {
  const { ingestionUrl, apiKey } = doorsOf('northwind');
  const answer = await fetch(`${ingestionUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

async function look(
  order: VariedOrder,
  ticket: Ticket,
  { product, infrastructure }: { readonly product: Product; readonly infrastructure: TestInfrastructure },
): Promise<Faces> {
  const { pageUrl, ...sidebar } = await readSidebar(product, ticket.id);
  return {
    order,
    status: await readStatus(product, order.number, order.email),
    page: await readPage(pageUrl),
    sidebar,
    ticket: readTicket(product, ticket),
    letter: await readLetter(infrastructure.mail.mails, order.email),
  };
}

const lower = (text: string | null): string | null =>
  text === null ? null : text.charAt(0).toLowerCase() + text.slice(1);

/** Days as a reader sees them, without their month: `Tue 24`. */
function daysIn(text: string): string[] {
  return [...new Set(text.match(/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2}\b/g) ?? [])].toSorted();
}

function dayOf(date: string): string {
  const parts = { weekday: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat('en-GB', parts).format(new Date(date))} ${Number(date.slice(8))}`;
}

/** Those that nobody agrees about, with what each says. */
function differing(
  faces: readonly Faces[],
  said: (faces: Faces) => Readonly<Record<string, unknown>>,
): object[] {
  return faces.flatMap((each) => {
    const values = Object.values(said(each)).filter((value) => value !== undefined);
    const isSame = new Set(values.map((value) => JSON.stringify(value))).size <= 1;
    return isSame ? [] : [{ order: each.order.number, state: each.order.state, ...said(each) }];
  });
}

describe('mail, page, ticket, sidebar and order-status of 200 orders', () => {
  it('are there: every order has three of them, most have a mail, and many an answered ticket', () => {
    expect(all).toHaveLength(ORDERS);
    expect(all.filter(({ letter }) => letter !== null).length).toBeGreaterThan(ORDERS / 2);
    expect(all.filter(({ ticket }) => ticket !== null).length).toBeGreaterThan(ORDERS / 3);
    expect(new Set(all.map(({ status }) => status.status)).size).toBeGreaterThan(12);
    expect(all.filter(({ page }) => page.when !== null).length).toBeGreaterThan(ORDERS / 4);
  });

  it('expect it on the same day', () => {
    const unequal = differing(all, ({ page, sidebar }) => ({
      page: [page.when, ...page.parcelWhens].map(lower),
      sidebar: [sidebar.when, ...sidebar.parcelWhens].map(lower),
    }));
    expect(unequal).toEqual([]);
    const others = differing(all, ({ order, page, ticket, letter }) => ({
      page: lower(page.when),
      ticket: ticket === null ? undefined : lower(ticket.when),
      letter: letter === null || order.parcelCount > 1 ? undefined : lower(letter.when),
    }));
    expect(others).toEqual([]);
  });

  it('of an order in several parcels: the letter gives the day of the one that was its occasion', () => {
    const strange = all.flatMap(({ order, page, letter }) => {
      if (letter === null || letter.when === null || order.parcelCount < 2) return [];
      const whens = [page.when, ...page.parcelWhens];
      return whens.includes(letter.when) ? [] : [{ order: order.number, letter: letter.when, whens }];
    });
    expect(strange).toEqual([]);
  });

  it('and order-status gives the same as a date', () => {
    const unequal = differing(all, ({ page, status: { eta_from: from, eta_to: to } }) => ({
      page: daysIn(page.when ?? ''),
      status: [...new Set([from, to].flatMap((date) => (date === null ? [] : [dayOf(date)])))].toSorted(),
    }));
    expect(unequal).toEqual([]);
  });

  it('say the same of what happens next', () => {
    const unequal = differing(all, ({ status: { next_step: next }, page, sidebar, ticket }) => ({
      status: next,
      // What its reader has to do stands there as a task.
      page: page.next === '' && page.text.includes(next) ? next : page.next,
      // An agent reads of an open case who has to act, and by when: the days are compared below.
      sidebar: sidebar.hasCase ? undefined : sidebar.next,
      ticket: ticket === null ? undefined : ticket.next,
    }));
    expect(unequal).toEqual([]);
  });

  it('name the same days', () => {
    const unequal = differing(all, ({ page, sidebar }) => ({
      page: daysIn(page.text),
      sidebar: daysIn(sidebar.text),
    }));
    expect(unequal).toEqual([]);
    const others = differing(all, ({ order, status, page, ticket }) => ({
      status: daysIn(status.summary),
      page: order.parcelCount > 1 ? undefined : daysIn(page.text),
      ticket: ticket === null ? undefined : daysIn(ticket.text),
    }));
    expect(others).toEqual([]);
  });

  it('write no letter with a day or a next step that the page does not have', () => {
    const strange = all.flatMap(({ order, letter, page, status }) => {
      if (letter === null) return [];
      const days = daysIn(letter.text).filter((day) => !daysIn(page.whole).includes(day));
      const next = /\bNext, [^.]*\./.exec(letter.text)?.[0];
      const isOther = next !== undefined && !status.next_step.startsWith(next);
      return days.length === 0 && !isOther ? [] : [{ order: order.number, state: order.state, days, next }];
    });
    expect(strange).toEqual([]);
  });
});
