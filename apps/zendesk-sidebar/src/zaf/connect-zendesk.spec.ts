import { describe, expect, it } from '@jest/globals';
import { connectZendesk } from './connect-zendesk.js';
import type { ZafClient } from './zaf-client.js';

const REPLY = { html: '<p>Hello</p>', text: 'Hello' };

/** A client of which the spec says how it answers; it notes what was invoked. */
function clientWith(over: Partial<ZafClient> & { readonly backendUrl?: string } = {}) {
  const invoked: string[] = [];
  const { backendUrl = 'https://tidings.example', ...rest } = over;
  const client: ZafClient = {
    get: async () => ({
      'ticket.id': 7,
      currentUser: { id: 1, locale: 'de' },
      'comment.type': 'publicReply',
    }),
    invoke: async (action) => void invoked.push(action),
    on: () => undefined,
    request: async () => ({ state: 'none' }),
    context: async () => ({ account: { subdomain: 'acme' } }),
    metadata: async () => ({ settings: { backend_url: backendUrl } }),
    ...rest,
  };
  return { client, invoked };
}

function refusal(name: string): Error {
  return Object.assign(new Error('no'), { name });
}

describe('the connection to Zendesk', () => {
  it('fails as the host where the app was never set up', async () => {
    await expect(connectZendesk(clientWith({ backendUrl: '' }).client)).rejects.toMatchObject({
      kind: 'host',
    });
  });

  it('asks for the order that was picked, escaped, in the language of the agent', async () => {
    const urls: string[] = [];
    const { client } = clientWith({
      request: async ({ url }) => {
        urls.push(url);
        return { state: 'none' };
      },
    });
    const helpdesk = await connectZendesk(client);
    await helpdesk.askAboutTicket('A&B/1');
    expect(urls).toEqual(['https://tidings.example/sidebar/tickets/7?order=A%26B%2F1&locale=de']);
  });

  it('does not insert a second time where the first was not answered: it may have been taken', async () => {
    const attempts: string[] = [];
    const { client } = clientWith({
      invoke: (action) => {
        attempts.push(action);
        return Promise.reject(refusal('TimeoutError'));
      },
    });
    const helpdesk = await connectZendesk(client);
    await expect(helpdesk.insertReply(REPLY)).rejects.toThrow('no');
    expect(attempts).toEqual(['ticket.comment.appendHtml']);
  });

  it('never sends, and never changes the composer or the ticket', async () => {
    const { client, invoked } = clientWith();
    const helpdesk = await connectZendesk(client);
    expect(await helpdesk.insertReply(REPLY)).toBe('public');
    expect(invoked).toEqual(['ticket.comment.appendHtml']);
  });
});
