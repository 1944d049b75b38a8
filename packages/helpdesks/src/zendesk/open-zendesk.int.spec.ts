import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { zendeskSettingsSchema } from './settings.js';
import { type Bench, openBench } from './spec-support/bench.js';
import { ticket, users } from './spec-support/examples.js';
import { differencesFrom, PUBLISHED } from './spec-support/published-requests.js';

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

describe('every request', () => {
  it('is one that Zendesk publishes, by method, path, query and body', async () => {
    const read = await bench.helpdesk.readTicket('35436');
    await bench.helpdesk.updateTicket(read, {
      comment: { html: '<p>On its way</p>', isPublic: true },
      status: 'solved',
      priority: 'low',
      assigneeId: 'current_user',
      groupId: '98738',
      addTags: ['told'],
      removeTags: ['enterprise'],
      fields: { '27642': 'x', '27643': null },
      macroId: '25',
      metadata: { decision: 'd-1' },
    });
    await bench.helpdesk.listMacros();
    await bench.helpdesk.previewMacro(read, '25');
    await bench.helpdesk.findPeople('ada@shopper.example');
    await bench.helpdesk.listTicketsOpenedSince('2026-11-20T00:00:00.000Z');
    bench.special = ({ url }) =>
      /tickets\/35437\?/.test(url)
        ? { body: { ticket: { ...ticket, id: 35437 }, users: [] } }
        : url.endsWith('/users/20978392')
          ? { body: { user: users[0] } }
          : undefined;
    await bench.helpdesk.readTicket('35437');
    expect(bench.account.sent.flatMap(differencesFrom)).toEqual([]);
    const seen = PUBLISHED.filter((published) =>
      bench.account.sent.some(
        ({ method, url }) => method === published.method && published.path.test(url.split('?')[0] ?? ''),
      ),
    );
    expect(seen.map(({ operation }) => operation)).toEqual(PUBLISHED.map(({ operation }) => operation));
    expect(bench.account.sent.find(({ method }) => method === 'PUT')?.body).toEqual({
      ticket: {
        comment: { html_body: '<p>On its way</p>', public: true },
        status: 'solved',
        priority: 'low',
        assignee_id: 9,
        group_id: 98738,
        tags: ['told'],
        custom_fields: [
          { id: 27642, value: 'x' },
          { id: 27643, value: null },
        ],
        macro_id: 25,
        metadata: { decision: 'd-1' },
        updated_stamp: '2026-11-21T10:38:52Z',
        safe_update: true,
      },
    });
  });

  it('would be noticed if it were not', () => {
    expect(
      differencesFrom({ method: 'PUT', url: '/api/v2/tickets/1', body: { ticket: { note: 'x' } } }),
    ).toHaveLength(1);
    expect(
      differencesFrom({ method: 'GET', url: '/api/v2/tickets/1?with=users', body: undefined }),
    ).toHaveLength(1);
    expect(differencesFrom({ method: 'DELETE', url: '/api/v2/tickets/1', body: undefined })).toHaveLength(1);
  });
});

describe('a ticket', () => {
  it('is read with who wrote what, and what can be trusted', async () => {
    const read = await bench.helpdesk.readTicket('35436');
    expect(read.requester).toMatchObject({ id: '20978392', verifiedEmails: ['ada@shopper.example'] });
    expect(read.comments.map(({ writer, trust }) => `${writer} ${trust}`)).toEqual([
      'requester plain',
      'staff plain',
      'automation plain',
      'requester automatic',
      'requester doubtful',
      // Nobody told who that is: then it may be an agent.
      'staff plain',
      'ourselves plain',
    ]);
    expect(read.comments[5]?.attachmentCount).toBe(2);
    expect(read.comments[1]?.isPublic).toBe(false);
    expect(read.history).toMatchObject([
      { writer: 'requester', status: 'new', comment: 'public', metadata: {} },
      { writer: 'ourselves', status: 'solved', comment: null, metadata: { mark: 'd-1' } },
    ]);
    expect(read).toMatchObject({ channel: 'mail', shopRef: '1', groupId: '98738', isFollowUp: false });
  });

  it.each([
    [{ via: { channel: 'native_messaging' } }, { channel: 'live', channelName: 'native_messaging' }],
    [{ from_messaging_channel: true }, { channel: 'live' }],
    [{ via: { channel: 'any_channel' } }, { channel: 'other', channelName: 'any_channel' }],
    [{ via: { channel: 'web', source: { rel: 'follow_up' } } }, { channel: 'form', isFollowUp: true }],
    [
      { via: null, subject: null, tags: undefined },
      { channel: 'other', subject: '', tags: [] },
    ],
  ])('that says %j is %j', async (over, expected) => {
    bench.special = ({ url }) =>
      /\/tickets\/35436\?/.test(url) ? { body: { ticket: { ...ticket, ...over }, users } } : undefined;
    expect(await bench.helpdesk.readTicket('35436')).toMatchObject(expected);
  });

  it('is previewed as what a macro would change', async () => {
    expect(await bench.helpdesk.previewMacro(await bench.helpdesk.readTicket('35436'), '25')).toEqual({
      comment: { html: '<p>Assigned to Agent Uhura</p>', isPublic: false },
      status: 'solved',
      addTags: ['told'],
      fields: { '27642': '777' },
    });
  });
});

describe('the settings', () => {
  it.each(['http://shop.zendesk.com', 'ftp://shop.zendesk.com', 'shop'])(
    'refuse %s, where a token would travel in the open',
    (url) => {
      const { success } = zendeskSettingsSchema.safeParse({ url, clientId: 'a', clientSecret: 'b' });
      expect(success).toBe(false);
    },
  );
});
