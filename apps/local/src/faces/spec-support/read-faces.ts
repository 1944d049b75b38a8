import { type SidebarTicket, sidebarTicketSchema } from '@tidings/contracts';
import { readMail } from '../../mailbox/read-mail.js';
import type { RecordedMail } from '../../harness/mail-server.js';
import type { Product } from '../../product/start-product.js';
import { readOurWrites } from '../../zendesk/our-writes.js';
import { plainText } from '../../zendesk/plain-text.js';
import type { Ticket } from '../../zendesk/desk-state.js';

/** What one face says of an order, wherever it stands there. */
export interface Statement {
  /** `Between Tue 24 and Thu 26 November`; null where no day is given. */
  readonly when: string | null;
  /** The sentence that says what happens next; empty where nothing does. */
  readonly next: string;
  /** Everything that it says of the present and of what is to come, without the history. */
  readonly text: string;
}

/** A face that tells of each parcel as well. */
export interface WholeStatement extends Statement {
  /** Of each parcel of an order that comes in several. */
  readonly parcelWhens: readonly string[];
}

interface SaidStatus {
  readonly summary: string;
  readonly next_step: string;
  readonly eta_from: string | null;
  readonly eta_to: string | null;
  readonly status: string;
  readonly correction: string | null;
}

/** Ids as in `brands/northwind/brand.yaml`. */
const FIELDS = { expected: 7002, nextStep: 7003 } as const;

export async function readStatus(product: Product, number: string, email: string): Promise<SaidStatus> {
  const authorization = `Bearer ${product.doorsOf('northwind').apiKey}`;
  const query = new URLSearchParams({ order_number: number, email });
  const answer = await fetch(`${product.urls.answers}/v1/order-status?${query.toString()}`, {
    headers: { authorization },
  });
  return (await answer.json()) as SaidStatus;
}

interface Proxied {
  readonly status: number;
  readonly responseText: string;
}

/** Through the helpdesk, which signs, as for the app that stands beside the ticket. */
export async function readSidebar(
  product: Product,
  ticketId: number,
): Promise<
  WholeStatement & { readonly pageUrl: string; readonly hasCase: boolean; readonly noticed: string[] }
> {
  const request = {
    url: `${product.urls.deflection}/sidebar/tickets/${ticketId}`,
    headers: { authorization: 'Bearer {{jwt.token}}' },
    secure: true,
    jwt: {
      algorithm: 'HS256',
      secret_key: '{{setting.shared_key}}',
      claims: { iss: 'northwind.zendesk.com', aud: product.urls.deflection, sub: '1' },
    },
  };
  const proxied = await fetch(`${product.helpdesk.zendesk.url}/agent/proxy`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const { status, responseText } = (await proxied.json()) as Proxied;
  if (status !== 200) throw new Error(`the sidebar of #${ticketId} was answered ${status}: ${responseText}`);
  const told = sidebarTicketSchema.parse(JSON.parse(responseText));
  if (told.state !== 'found') throw new Error(`the sidebar of #${ticketId} shows ${told.state}`);
  const { expected, next, pageUrl, openCase, parcels, decisions } = told.order;
  if (pageUrl === null) throw new Error(`the order of #${ticketId} has no page`);
  return {
    when: expected?.when ?? null,
    next: next ?? '',
    text: textOf(told.order),
    parcelWhens: parcels.flatMap((parcel) => parcel.expected?.when ?? []),
    pageUrl,
    hasCase: openCase !== null,
    noticed: decisions.map(({ text, resultLabel }) => `${text}: ${resultLabel}`),
  };
}

type SidebarOrder = Extract<SidebarTicket, { readonly state: 'found' }>['order'];

function textOf({ sentence, expected, next, openCase, parcels }: SidebarOrder): string {
  const outlook = (part: SidebarOrder['expected']) => [part?.when, ...(part?.says ?? [])];
  const told = [
    sentence,
    ...outlook(expected),
    next,
    ...(openCase?.says ?? []),
    openCase?.due,
    ...parcels.flatMap((parcel) => [parcel.sentence, ...outlook(parcel.expected)]),
  ];
  return told.filter((each) => each != null).join(' ');
}

/** Dates of what happened, and of when it was looked up. */
const HISTORY =
  /<ol class="timeline"[\s\S]*?<\/ol>|<details[\s\S]*?<\/details>|<footer[\s\S]*?<\/footer>|<dt>Last[\s\S]*?<\/dd>/g;

export async function readPage(url: string): Promise<WholeStatement & { readonly whole: string }> {
  const html = await (await fetch(url)).text();
  const section = (name: string): string =>
    new RegExp(`aria-labelledby="${name}">([\\s\\S]*?)</section>`).exec(html)?.[1] ?? '';
  const when = /<p class="when">([\s\S]*?)<\/p>/.exec(section('expected'))?.[1];
  // After a delivery the same place says what to do when it cannot be found.
  const next = /What happens next<\/h2>\s*<p>([\s\S]*?)<\/p>/.exec(section('next'))?.[1];
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
  return {
    when: when === undefined ? null : plainText(when),
    next: next === undefined ? '' : plainText(next),
    parcelWhens: [...main.matchAll(/<dd><strong>([\s\S]*?)<\/strong>/g)].map(([, each = '']) =>
      plainText(each),
    ),
    whole: oneLine(plainText(main)),
    text: oneLine(plainText(main.replace(HISTORY, ''))),
  };
}

/** Null where it was left to a person. */
export function readTicket({ helpdesk }: Product, ticket: Ticket): Statement | null {
  const [write] = readOurWrites(helpdesk.zendesk.desk, ticket);
  if (write === undefined || !write.isPublic) return null;
  const field = (id: number): string => String(ticket.fields[id] ?? '');
  return {
    when: field(FIELDS.expected) || null,
    next: field(FIELDS.nextStep),
    text: oneLine(write.text),
  };
}

/** Of the newest mail to this address; null where nothing was to be said. */
export async function readLetter(mails: readonly RecordedMail[], email: string): Promise<Statement | null> {
  const mail = mails.findLast(({ to }) => to.includes(email));
  if (mail === undefined) return null;
  const { text } = await readMail(mail);
  const when = /^Expected: (.*)$/m.exec(text)?.[1];
  return { when: when ?? null, next: '', text: oneLine(text) };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
