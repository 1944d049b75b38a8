import type { Clock } from '@tidings/platform';
import type { Teardown } from '../harness/teardown.js';
import { hostApp } from '../zendesk/agent/installed-app.js';
import type { Installation } from '../zendesk/agent/proxy-request.js';
import { serveAgentPage } from '../zendesk/agent/serve-agent-page.js';
import type { Desk } from '../zendesk/desk.js';
import type { Limits } from '../zendesk/rest/limits.js';
import { startZendesk, type Zendesk } from '../zendesk/start-zendesk.js';

export interface HelpdeskSecrets {
  readonly client: string;
  readonly webhook: string;
  readonly sidebar: string;
}

export interface HelpdeskOptions {
  readonly clock: Clock;
  readonly secrets: HelpdeskSecrets;
  /** Of the account and of its apps; 0: any that are free. */
  readonly ports: readonly [account: number, apps: number];
  /** Left out: those of a large account. */
  readonly limits?: Partial<Limits> | undefined;
}

export interface Helpdesk {
  readonly zendesk: Zendesk;
  /** Our app's, with what it signs with. */
  readonly installation: () => Installation;
  /** Where tickets are told to, and where the app beside them asks; nobody hears of a ticket before. */
  connect(deflectionUrl: string): void;
}

const sidebarFolder = new URL('../../../zendesk-sidebar/dist/', import.meta.url).pathname;

/** Ids as in `brands/northwind/brand.yaml`. */
const FIELDS = [
  { id: 7001, title: 'Order status' },
  { id: 7002, title: 'Expected' },
  { id: 7003, title: 'Next step' },
  { id: 7004, title: 'Order page' },
  { id: 7005, title: 'Summary' },
];

/** Northwind's helpdesk on this machine, with its macros, its fields, and our app installed. */
export async function startHelpdesk(teardown: Teardown, options: HelpdeskOptions): Promise<Helpdesk> {
  const { clock, secrets, ports, limits = {} } = options;
  let backend = 'http://127.0.0.1';
  let zendeskUrl = '';
  const apps = await hostApp({ folder: sidebarFolder, port: ports[1], hostOrigin: () => zendeskUrl });
  teardown.add(apps, (it) => it.close());
  const installation = (): Installation => ({
    settings: { backend_url: backend },
    secureSettings: { shared_key: secrets.sidebar },
    domainWhitelist: [new URL(backend).host],
  });
  const zendesk = await startZendesk(
    {
      port: ports[0],
      now: () => clock.now(),
      client: { id: 'tidings', secret: secrets.client },
      webhook: { endpoint: () => `${backend}/hooks/northwind/zendesk`, secret: secrets.webhook },
      fields: FIELDS,
      limits,
    },
    (it) => serveAgentPage(it, { installation, appOrigin: apps.listeningOrigin }),
  );
  teardown.add(zendesk, (it) => it.close());
  zendeskUrl = zendesk.url;
  addMacros(zendesk.desk);
  return {
    zendesk,
    installation,
    connect: (deflectionUrl) => {
      backend = deflectionUrl;
    },
  };
}

/** As a shop would write them: the words around are its own, what is true of the order is put in. */
function addMacros(desk: Desk): void {
  addMacro(desk, 'Not shipped yet', 'Thank you for your patience. Here is where your order stands.');
  addMacro(desk, 'On hold', 'Nothing is lost, and there is nothing that you have to do.');
  addMacro(desk, 'On its way', 'Good news: your order has left us.');
  addMacro(desk, 'Quiet for too long', 'You are right to ask: we have heard less of it than we should have.');
  addMacro(desk, 'Ready to collect', 'Your parcel is waiting for you.');
}

function addMacro(desk: Desk, title: string, opening: string): void {
  const html = [
    '<p>Hello {{ticket.requester.first_name}},</p>',
    `<p>${opening}</p>`,
    '<p>{{ticket.ticket_field_7005}}</p>',
    '<p>Every step is on <a href="{{ticket.ticket_field_7004}}">your order’s page</a>. If anything is still unclear, just answer to this message.</p>',
    '<p>Kind regards<br>Northwind Outfitters</p>',
  ].join('');
  desk.addMacro(`Tidings::${title}`, [
    { field: 'comment_value_html', value: html },
    { field: 'comment_mode_is_public', value: 'true' },
    { field: 'status', value: 'solved' },
    { field: 'current_tags', value: 'where_is_my_order' },
  ]);
}
