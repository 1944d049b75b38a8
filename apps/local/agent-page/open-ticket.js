import { appFacets } from './app-facets.js';
import { AppHost } from './app-host.js';
import { Composer } from './composer.js';
import { post } from './post.js';

const REFRESH_MS = 2_000;

/** The ticket's page: its conversation, the editor, and the app beside them. Gives the app's host. */
export function openTicket(desk, scheme) {
  const path = `/agent/tickets/${desk.dataset.ticket}`;
  const facts = JSON.parse(document.querySelector('#facts').textContent);
  const frame = document.querySelector('#app');
  const composer = new Composer(document.querySelector('#composer'), path);
  const host = new AppHost(frame, {
    origin: desk.dataset.app,
    path: '/assets/index.html',
    scheme: scheme(),
    registration: facts.registration,
    ...appFacets({ facts, composer, frame, scheme }),
    request: (options) => post('/agent/proxy', options),
  });

  /** What others wrote appears without a reload, so that neither the draft nor the app is lost. */
  async function refresh() {
    const { version } = await (await fetch(`${path}/version`)).json();
    if (String(version) === desk.dataset.version) return;
    desk.dataset.version = version;
    const page = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
    for (const part of ['#refreshed', '.others'])
      document.querySelector(part).replaceWith(page.querySelector(part));
    Object.assign(facts, JSON.parse(page.querySelector('#facts').textContent));
    host.fire('ticket.status.changed', facts.ticket.status);
    host.fire('ticket.conversation.changed', facts.ticket.conversation);
    host.fire('ticket.updated', { user: facts.currentUser });
  }

  async function submit(written) {
    try {
      await host.ask('ticket.save');
      await post(`${path}/replies`, written);
      composer.clear();
      host.fire('ticket.submit.done');
      await refresh();
    } catch (error) {
      composer.tell(error.message);
      host.fire('ticket.submit.fail');
    }
  }

  composer.onSubmit((written) => void submit(written));
  // A server that is away for a moment is asked again at the next turn.
  setInterval(() => void refresh().catch(() => undefined), REFRESH_MS);
  return host;
}
