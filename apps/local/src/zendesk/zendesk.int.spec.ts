import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AdvanceableClock } from '@tidings/platform';
import { findHelpdeskPlugin, findMacro, type Helpdesk } from '@tidings/helpdesks';
import fastify, { type FastifyInstance } from 'fastify';
import { until } from '../harness/until.js';
import { secondsToRetry } from './deliver-webhooks.js';
import { startZendesk, type Zendesk, type ZendeskOptions } from './start-zendesk.js';

const client = { id: 'tidings', secret: 'a secret of the client' };
const requester = { name: 'Ada Marsh', email: 'Ada.Marsh@shopper.example' };
const metadata = { decision_id: 'd-1' };
const clock = new AdvanceableClock('2026-11-24T10:00:00.000Z');

let zendesk: Zendesk;
let helpdesk: Helpdesk;

async function start(over: Partial<ZendeskOptions> = {}): Promise<void> {
  zendesk = await startZendesk({ port: 0, now: () => clock.now(), client, webhook: null, ...over });
  const settings = { url: zendesk.url, clientId: client.id, clientSecret: client.secret, reserve: 0 };
  const opened = findHelpdeskPlugin('zendesk')?.open(settings);
  if (opened === undefined) throw new Error('there is no plug-in for Zendesk');
  helpdesk = opened;
}

function openTicket(over: { text?: string; isVerified?: boolean; channel?: string } = {}): string {
  const { text = 'Where is my order NW-2001?', isVerified = true, channel = 'email' } = over;
  const ticket = zendesk.desk.open({
    requester: { ...requester, isVerified },
    subject: 'My order',
    text,
    channel,
  });
  return String(ticket.id);
}

afterEach(async () => {
  await helpdesk.close();
  await zendesk.close();
});

describe('the plug-in with the emulated Zendesk', () => {
  beforeEach(() => start({ fields: [{ id: 7001, title: 'Tracking' }] }));

  it('reads a ticket with its comments, its history and its requester', async () => {
    const ticket = await helpdesk.readTicket(openTicket());
    expect(ticket).toMatchObject({
      subject: 'My order',
      status: 'new',
      channel: 'mail',
      tags: [],
      fields: { '7001': null },
      requester: { name: 'Ada Marsh', isStaff: false, verifiedEmails: ['ada.marsh@shopper.example'] },
      comments: [{ writer: 'requester', isPublic: true, trust: 'plain', text: 'Where is my order NW-2001?' }],
      history: [{ writer: 'requester', status: 'new', comment: 'public', metadata: {} }],
    });
    expect((await helpdesk.readTicket(openTicket({ channel: 'native_messaging' }))).channel).toBe('live');
  });

  it('takes an address for proven only where Zendesk does', async () => {
    const ticket = await helpdesk.readTicket(openTicket({ isVerified: false }));
    expect(ticket.requester).toMatchObject({ email: 'ada.marsh@shopper.example', verifiedEmails: [] });
  });

  it('answers, solves, tags and marks in one write, and finds its mark again', async () => {
    const id = openTicket();
    const macro = zendesk.desk.addMacro('Tidings::On its way', []);
    const ticket = await helpdesk.readTicket(id);
    const { updateId } = await helpdesk.updateTicket(ticket, {
      comment: {
        html: '<p>Dear {{ticket.requester.first_name}}, it is <b>on its way</b></p>',
        isPublic: true,
      },
      status: 'solved',
      fields: { '7001': 'On its way' },
      addTags: ['tidings_answered'],
      macroId: String(macro.id),
      metadata,
    });
    const after = await helpdesk.readTicket(id);
    expect(after).toMatchObject({
      status: 'solved',
      tags: ['tidings_answered'],
      fields: { '7001': 'On its way' },
    });
    expect(after.comments.at(-1)).toMatchObject({
      writer: 'ourselves',
      text: 'Dear Ada, it is on its way',
      updateId,
    });
    expect(after.history.at(-1)).toMatchObject({
      id: updateId,
      metadata,
      status: 'solved',
      comment: 'public',
    });
    expect(zendesk.desk.find(Number(id)).audits.at(-1)?.events).toContainEqual(
      expect.objectContaining({ type: 'AgentMacroReference' }),
    );
  });

  it('is refused once somebody wrote since, and once the ticket is closed', async () => {
    const id = openTicket();
    const ticket = await helpdesk.readTicket(id);
    clock.advanceTo(new Date(Date.parse(clock.now()) + 2_000).toISOString());
    zendesk.desk.reply(Number(id), 'Hello?');
    const conflict = { failure: { code: 'conflict' } };
    await expect(helpdesk.updateTicket(ticket, { status: 'solved', metadata })).rejects.toMatchObject(
      conflict,
    );
    const { desk } = zendesk;
    desk.update(Number(id), desk.agent, { set: { status: 'closed' }, channel: 'web' });
    const closed = await helpdesk.readTicket(id);
    expect(closed.history.map(({ writer }) => writer)).toEqual(['requester', 'requester', 'staff']);
    await expect(helpdesk.updateTicket(closed, { status: 'open', metadata })).rejects.toMatchObject(conflict);
  });

  it('reads conversations that are longer than a page', async () => {
    const id = openTicket();
    for (let index = 0; index < 230; index += 1) zendesk.desk.reply(Number(id), `line ${index}`);
    const { comments, history } = await helpdesk.readTicket(id);
    expect(comments).toHaveLength(231);
    expect(comments.at(-1)?.text).toBe('line 229');
    expect(history).toHaveLength(231);
  });

  it('finds macros by title, and previews one with its placeholders filled in', async () => {
    const added = zendesk.desk.addMacro('Tidings::On its way', [
      { field: 'comment_value_html', value: '<p>Hello {{ticket.requester.name}}</p>' },
      { field: 'comment_mode_is_public', value: true },
      { field: 'status', value: 'pending' },
      { field: 'current_tags', value: 'one two' },
    ]);
    const macro = findMacro(await helpdesk.listMacros(), ' tidings::on its  WAY');
    expect(macro).toMatchObject({ id: String(added.id), otherActions: [] });
    expect(macro?.effect).toEqual({
      comment: { html: '<p>Hello {{ticket.requester.name}}</p>', isPublic: true },
      status: 'pending',
      addTags: ['one', 'two'],
    });
    const ticket = await helpdesk.readTicket(openTicket());
    expect(await helpdesk.previewMacro(ticket, String(added.id))).toEqual({
      comment: { html: '<p>Hello Ada Marsh</p>', isPublic: true },
      status: 'pending',
      addTags: ['one', 'two'],
    });
    expect((await helpdesk.readTicket(ticket.id)).tags).toEqual([]);
  });

  it('finds people, itself, and tickets that nobody told of', async () => {
    const ids = [openTicket(), openTicket()];
    expect(await helpdesk.findPeople('ADA.MARSH@shopper.example')).toMatchObject([{ name: 'Ada Marsh' }]);
    expect(await helpdesk.findPeople('nobody@shopper.example')).toEqual([]);
    expect(await helpdesk.whoAmI()).toMatchObject({ name: 'Tidings', isStaff: true, isOurselves: true });
    expect(await helpdesk.listTicketsOpenedSince('2026-11-24T09:00:00.000Z')).toEqual(ids);
    expect(await helpdesk.listTicketsOpenedSince('2027-01-01T00:00:00.000Z')).toEqual([]);
  });

  it('says what is not there', async () => {
    const missing = { failure: { code: 'not_found' } };
    await expect(helpdesk.readTicket('9')).rejects.toMatchObject(missing);
    const ticket = await helpdesk.readTicket(openTicket());
    await expect(helpdesk.previewMacro(ticket, '9')).rejects.toMatchObject(missing);
  });

  it('asks for a new token where the old one was withdrawn', async () => {
    const id = openTicket();
    await helpdesk.readTicket(id);
    zendesk.tokens.revokeAll();
    await expect(helpdesk.readTicket(id)).resolves.toMatchObject({ id });
  });
});

describe('the emulated Zendesk, when all is not well', () => {
  it('lets an answer get lost after the write', async () => {
    await start({ losesAnswer: () => true });
    const id = openTicket();
    const ticket = await helpdesk.readTicket(id);
    await expect(helpdesk.updateTicket(ticket, { status: 'solved', metadata })).rejects.toMatchObject({
      failure: { code: 'unavailable', mayHaveHappened: true },
    });
    expect((await helpdesk.readTicket(id)).history.at(-1)).toMatchObject({ metadata, writer: 'ourselves' });
  });

  it('refuses what is beyond its limits in plain text, and is not asked again before its time', async () => {
    await start({ limits: { updatesPerMinute: 0 } });
    const ticket = await helpdesk.readTicket(openTicket());
    const refused = { failure: { code: 'rate_limited', retryAfterSeconds: expect.any(Number) } };
    await expect(helpdesk.updateTicket(ticket, { status: 'solved', metadata })).rejects.toMatchObject(
      refused,
    );
    await expect(helpdesk.readTicket(ticket.id)).resolves.toMatchObject({ status: 'new' });
    const stopped = zendesk.close();
    await expect(helpdesk.updateTicket(ticket, { status: 'solved', metadata })).rejects.toMatchObject(
      refused,
    );
    await stopped;
  });

  it('knows its client by its secret', async () => {
    await start({ client: { ...client, secret: 'another one' } });
    await expect(helpdesk.whoAmI()).rejects.toMatchObject({ failure: { code: 'unauthorized' } });
  });
});

describe('its webhooks', () => {
  const secret = 'a secret of the webhook';
  const seen: { headers: Record<string, string>; body: Buffer }[] = [];
  let receiver: FastifyInstance;
  let answers: number[];

  beforeEach(async () => {
    seen.length = 0;
    answers = [];
    receiver = fastify();
    receiver.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    receiver.post('/hooks', async (request, reply) => {
      seen.push({ headers: request.headers as Record<string, string>, body: request.body as Buffer });
      await reply
        .code(answers.shift() ?? 200)
        .header('retry-after', '0')
        .send();
    });
    const endpoint = `${await receiver.listen({ port: 0, host: '127.0.0.1' })}/hooks`;
    await start({ webhook: { endpoint: () => endpoint, secret }, deliveryPlan: () => [0, 5] });
  });
  afterEach(() => receiver.close());

  const settled = () =>
    until('all deliveries have ended', 10_000, () => (zendesk.webhooks?.pending === 0 ? true : null));

  it('are signed, may come twice, and say what the plug-in reads', async () => {
    const id = openTicket();
    await settled();
    expect(seen).toHaveLength(2);
    const { webhook } = findHelpdeskPlugin('zendesk') ?? {};
    for (const { headers, body } of seen) {
      const request = { rawBody: body, headers, secrets: [secret], now: new Date().toISOString() };
      expect(webhook?.verify(request)).toEqual({ ok: true });
      expect(webhook?.read(JSON.parse(body.toString()), headers)).toMatchObject({
        notice: { ticketId: id, happened: 'created', at: clock.now() },
      });
    }
    expect(new Set(seen.map(({ headers }) => headers['x-zendesk-webhook-invocation-id'])).size).toBe(1);
  });

  it('are repeated for a 503 with Retry-After, and lost for a 500', async () => {
    answers = [503, 500];
    openTicket();
    await settled();
    expect(seen).toHaveLength(3);
    expect(zendesk.webhooks?.invocations[0]?.attempts.toSorted()).toEqual([200, 500, 503]);
  });

  it.each([
    [504, 4, null, 1],
    [504, 5, null, null],
    [409, 2, null, 1],
    [409, 3, null, null],
    [429, 1, 59, 59],
    [503, 1, 60, null],
    [503, 1, null, null],
    [500, 1, 1, null],
    [0, 1, null, null],
  ])('after %i on attempt %i with Retry-After %s wait %s s', (...row) => {
    const [status, attempt, retryAfter, seconds] = row;
    expect(secondsToRetry(status, attempt, retryAfter)).toBe(seconds);
  });
});
