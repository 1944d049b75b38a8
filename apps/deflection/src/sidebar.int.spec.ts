import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sidebarTicketSchema } from '@tidings/contracts';
import { HelpdeskError } from '@tidings/helpdesks';
import { buildOrderSnapshot, ORDER_STATES } from '@tidings/testing';
import { People } from './spec-support/people.js';
import { keyOf, type RunningDeflection, startDeflection } from './spec-support/running-deflection.js';

let running: RunningDeflection;
let people: People;

beforeAll(async () => {
  running = await startDeflection();
  people = new People(running);
});
afterAll(() => running.close());

describe('two brands', () => {
  it('share order numbers and customers, and nothing crosses', async () => {
    const { requester, email, orderNumber } = await people.buyer('acme', { orderNumber: 'SAME-1' });
    const text = `Where is my order ${orderNumber}?`;
    const before = running.helpdesks.acme.changes.length;
    const atBolt = await running.open('bolt', { text, requester });
    expect(await running.settled('bolt', atBolt)).toMatchObject({ outcome: 'handed_over' });
    expect(running.helpdesks.acme.changes).toHaveLength(before);
    const sidebar = await running.ask(atBolt, await running.token('bolt'));
    expect(sidebar.json).toMatchObject({ state: 'none', brandName: 'bolt' });
    expect(sidebar.text).not.toContain(email);
  });
});

describe('the sidebar', () => {
  it('shows the order of the requester, with the reply that would be given', async () => {
    const { requester, orderNumber } = await people.buyer();
    const ticketId = running.helpdesks.acme.open({ text: 'Where is my order?', requester });
    const { status, json } = await running.ask(ticketId, await running.token('acme'));
    expect(status).toBe(200);
    const told = sidebarTicketSchema.parse(json);
    if (told.state !== 'found') throw new Error(told.state);
    expect(told.match).toMatchObject({ by: 'requester', isRequesters: true });
    expect(told.order).toMatchObject({ orderNumber, headline: 'On its way' });
    expect(told.verdict).toBeNull();
    expect(told.reply?.macro).toBe('Tidings::On its way');
    expect(told.reply?.text).toContain('between Tue 24 and Thu 26 November');
    expect(told.reply?.text).toContain('Hi Shopper,');
    expect(told.reply?.html).toContain('<p>Hi Shopper,</p>');
    expect(told.order.pageUrl).toContain('https://track.acme.example/t/');
  });

  it('has a reply also while the helpdesk does not say how it would read', async () => {
    const { requester } = await people.buyer();
    const { acme } = running.helpdesks;
    const ticketId = acme.open({ text: 'Where is my order?', requester });
    const preview = jest
      .spyOn(acme, 'previewMacro')
      .mockRejectedValue(new HelpdeskError({ code: 'rate_limited', retryAfterSeconds: 60 }, 'no more'));
    const { json } = await running.ask(ticketId, await running.token('acme'));
    expect(preview).toHaveBeenCalledTimes(1);
    preview.mockRestore();
    expect(json).toMatchObject({
      reply: { text: expect.stringContaining('Hi {{ticket.requester.first_name}},') },
    });
  });

  it('shows the address that the customer gave for the open case, and to no other shop', async () => {
    const corrected = { ...ORDER_STATES['address-corrected'] };
    const { requester, orderNumber } = await people.buyer('acme', {
      ...corrected,
      orderNumber: 'AC-ADDRESS',
    });
    const address = { street: '12 Quay Street', extra: '', postcode: 'TR11 3LW', city: 'Falmouth' };
    await running.correctAddress({ brandId: 'bolt', orderNumber, caseId: 'c1', address });
    const ticketId = running.helpdesks.acme.open({ text: 'Where is my order?', requester });
    const openCase = async () => {
      const { json } = await running.ask(ticketId, await running.token('acme'));
      const told = sidebarTicketSchema.parse(json);
      return told.state === 'found' ? told.order.openCase : null;
    };
    expect(await openCase()).toMatchObject({ address: null });
    await running.correctAddress({ brandId: 'acme', orderNumber, caseId: 'c1', address });
    expect(await openCase()).toMatchObject({ address: { lines: ['12 Quay Street', 'TR11 3LW Falmouth'] } });
  });

  it('offers several orders, and shows the one that the agent picks', async () => {
    const { requester, email, orderNumber } = await people.buyer();
    await running.tellOrder(
      buildOrderSnapshot({ brandId: 'acme', orderId: 'another', orderNumber: 'AC-8' }),
      email,
    );
    const ticketId = running.helpdesks.acme.open({ text: 'Hello', requester });
    const token = await running.token('acme');
    expect((await running.ask(ticketId, token)).json).toMatchObject({ state: 'several' });
    expect((await running.ask(ticketId, token, `?order=${orderNumber}`)).json).toMatchObject({
      state: 'found',
      match: { by: 'agent' },
      order: { orderNumber },
      others: [{ orderNumber: 'AC-8' }],
    });
    const { orderNumber: strangers } = await people.buyer();
    expect((await running.ask(ticketId, token, `?order=${strangers}`)).json).toMatchObject({
      state: 'several',
    });
  });

  it('warns of an order that is not the requester’s, and offers no reply', async () => {
    const [{ requester }, other] = await Promise.all([people.buyer(), people.buyer()]);
    const text = `Where is order ${other.orderNumber}?`;
    const ticketId = running.helpdesks.acme.open({ text, requester });
    expect((await running.ask(ticketId, await running.token('acme'))).json).toMatchObject({
      state: 'found',
      match: { isRequesters: false },
      order: { orderNumber: other.orderNumber },
      reply: null,
    });
  });

  it('is refused alike to whoever is not an agent of this installation', async () => {
    const { requester } = await people.buyer();
    const ticketId = running.helpdesks.acme.open({ text: 'Where is my order?', requester });
    const seconds = Math.floor(Date.now() / 1_000);
    const refused = await Promise.all([
      running.ask(ticketId, null),
      running.ask(ticketId, 'not.a.token'),
      running.token('acme', {}, keyOf('bolt')).then((token) => running.ask(ticketId, token)),
      running.token('acme', { exp: seconds - 120 }).then((token) => running.ask(ticketId, token)),
      running.token('acme', { exp: seconds + 3_600 }).then((token) => running.ask(ticketId, token)),
      running.token('acme', { aud: 'https://other.example' }).then((token) => running.ask(ticketId, token)),
      running.token('acme', { iss: 'nobody.zendesk.com' }).then((token) => running.ask(ticketId, token)),
    ]);
    expect(new Set(refused.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(refused[0]?.status).toBe(401);
  });

  it('reveals nothing to one who guesses 10,000 tokens, tickets and order numbers', async () => {
    const [own, strangers] = await Promise.all([people.buyer(), people.buyer()]);
    const ticketId = running.helpdesks.acme.open({ text: 'Hello', requester: own.requester });
    // As long as a token may last, for a busy machine takes its time.
    const exp = Math.floor(Date.now() / 1_000) + 290;
    const ofBolt = await running.token('bolt', { exp });
    const ofAcme = await running.token('acme', { exp });
    const signature = (nth: number): string =>
      Buffer.from(String(nth).repeat(11).slice(0, 32)).toString('base64url');
    const shown = { tokens: new Set<string>(), tickets: new Set<string>(), orders: new Set<string>() };
    const guess = async (_: unknown, lane: number) => {
      for (let count = 0; count < 1_000; count++) {
        const nth = lane * 1_000 + count;
        // Of orders fewer: each is a whole answer about one's own.
        const kind = (['tokens', 'tickets', 'tokens', 'tickets', 'orders'] as const)[nth % 5] ?? 'tokens';
        const isThere = nth % 2 === 0;
        const forged = ofAcme.replace(/[^.]*$/, signature(nth));
        // Of another installation, a ticket that is there; of one's own, an order that is somebody else's.
        const asked = {
          tokens: () => running.ask(isThere ? ticketId : String(500_000 + nth), forged),
          tickets: () => running.ask(isThere ? ticketId : String(500_000 + nth), ofBolt),
          orders: () =>
            running.ask(
              ticketId,
              ofAcme,
              `?order=${isThere ? strangers.orderNumber : `AC-${500_000 + nth}`}`,
            ),
        };
        const { status, text } = await asked[kind]();
        shown[kind].add(`${status} ${text}`);
      }
    };
    await Promise.all(Array.from({ length: 10 }, guess));
    const [tokens, tickets, orders] = [[...shown.tokens], [...shown.tickets], [...shown.orders]];
    // Not counted only: what else came is what one has to see.
    expect(tokens).toEqual([expect.stringMatching(/^401 /)]);
    expect(tickets).toEqual([expect.stringMatching(/^404 /)]);
    expect(orders).toEqual([expect.stringMatching(/^200 /)]);
    expect(orders[0]).toContain(own.orderNumber);
    expect(orders[0]).not.toContain(strangers.orderNumber);
  }, 240_000);

  it('finds no ticket of another installation, nor one that is not there', async () => {
    const { requester } = await people.buyer();
    const ticketId = running.helpdesks.acme.open({ text: 'Where is my order?', requester });
    const token = await running.token('bolt');
    const answers = await Promise.all([running.ask(ticketId, token), running.ask('999999', token)]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
  });
});
