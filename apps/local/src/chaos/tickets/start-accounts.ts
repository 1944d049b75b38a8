import type { Teardown } from '../../harness/teardown.js';
import { type TestBrand, testBrands } from '../../harness/write-brands.js';
import { startZendesk, type Zendesk } from '../../zendesk/start-zendesk.js';

/** One brand's own emulated account. */
export interface Account {
  readonly brand: TestBrand;
  readonly zendesk: Zendesk;
}

export interface AccountsOptions {
  readonly random: () => number;
  /** Of deflection, one of its replicas each time. */
  readonly deflectionUrl: () => string;
  /** Called at each call and at each update that landed. */
  readonly onMoment: () => void;
}

const CLIENT = { id: 'tidings', secret: 'a client secret of a test run' };
const webhookSecretOf = ({ id }: TestBrand): string => `${id} webhook secret of a test run`;

const FIELDS = { summary: 7001, order_number: 7002 } as const;
const MACROS = { not_shipped: 'Tidings::Not shipped yet', in_transit: 'Tidings::On its way' } as const;

const LONGEST_DELAY_MS = 1_500;
const REPEATED_SHARE = 0.3;
/** Only of new tickets: that a customer wrote again is not told by any other means. */
const LOST_SHARE = 0.05;
const LOST_ANSWER_SHARE = 0.1;

/** An account for each brand, whose webhooks come late, twice, out of turn or not at all, and whose answers get lost. */
export async function startAccounts(teardown: Teardown, options: AccountsOptions): Promise<Account[]> {
  const { random, deflectionUrl, onMoment } = options;
  const start = async (brand: TestBrand): Promise<Account> => {
    const zendesk = await startZendesk({
      port: 0,
      now: () => new Date().toISOString(),
      client: CLIENT,
      webhook: {
        endpoint: () => `${deflectionUrl()}/hooks/${brand.id}/zendesk`,
        secret: webhookSecretOf(brand),
      },
      fields: Object.entries(FIELDS).map(([title, id]) => ({ id, title })),
      deliveryPlan: ({ type }) => {
        if (type === 'created' && random() < LOST_SHARE) return [];
        const copies = random() < REPEATED_SHARE ? 3 : 1;
        return Array.from({ length: copies }, () => random() * LONGEST_DELAY_MS);
      },
      onCall: onMoment,
      losesAnswer: () => {
        onMoment();
        return random() < LOST_ANSWER_SHARE;
      },
    });
    for (const title of Object.values(MACROS)) addMacro(zendesk, title);
    return { brand, zendesk: teardown.add(zendesk, (it) => it.close()) };
  };
  return Promise.all(testBrands.map(start));
}

function addMacro({ desk }: Zendesk, title: string): void {
  const value = `<p>About {{ticket.ticket_field_${FIELDS.order_number}}}: {{ticket.ticket_field_${FIELDS.summary}}}</p>`;
  desk.addMacro(title, [
    { field: 'comment_value_html', value },
    { field: 'status', value: 'solved' },
  ]);
}

/** The brand's `helpdesk` section. */
export function helpdeskSection(accounts: readonly Account[], brand: TestBrand): object {
  const url = accounts.find((account) => account.brand === brand)?.zendesk.url;
  return {
    plugin: 'zendesk',
    mode: 'auto',
    webhookSecrets: [webhookSecretOf(brand)],
    // Well under the lease, so that what is on its way has landed before anybody else looks.
    settings: { url, clientId: CLIENT.id, clientSecret: CLIENT.secret, timeoutMs: 2_000 },
    macros: MACROS,
    fields: Object.fromEntries(Object.entries(FIELDS).map(([name, id]) => [name, String(id)])),
  };
}
