import { conversationRootOf, messageIdOf } from '@tidings/channels';
import type { DecisionView } from '@tidings/contracts';
import type { RecordedMail } from '../harness/mail-server.js';
import type { Product } from '../product/start-product.js';
import type { Story } from '../stories/story.js';
import { readToldTicket, type ToldTicket } from './read-ticket.js';

/** A mail as the customer's mailbox holds it, with the decision that it came of. */
export interface ToldMail {
  readonly subject: string;
  readonly messageId: string;
  /** Null when no decision of the API accounts for it. */
  readonly decision: DecisionView | null;
  readonly isInThread: boolean;
}

/** One story as the outside can see it: what the mailbox holds, and what the API says about why. */
export interface Account {
  readonly story: Story;
  readonly mails: readonly ToldMail[];
  /** Oldest first. */
  readonly decisions: readonly DecisionView[];
  readonly status: Readonly<Record<string, unknown>>;
  readonly tickets: readonly ToldTicket[];
}

export interface Witnesses {
  readonly product: Product;
  readonly mails: readonly RecordedMail[];
  readonly sender: string;
}

export async function gatherAccount(story: Story, witnesses: Witnesses): Promise<Account> {
  const { product, mails, sender } = witnesses;
  const email = emailOf(story);
  const [{ decisions }, status] = await Promise.all([
    ask<{ decisions: DecisionView[] }>(product, 'engine', `/v1/decisions?order=${story.orderNumber}`),
    ask<Record<string, unknown>>(
      product,
      'answers',
      `/v1/order-status?order_number=${story.orderNumber}&email=${encodeURIComponent(email)}`,
    ),
  ]);
  const byMessageId = new Map(decisions.map((decision) => [messageIdOf(decision.key, sender), decision]));
  const { desk } = product.helpdesk.zendesk;
  const own = mails.filter(({ to }) => to.includes(email));
  return {
    story,
    decisions: decisions.toReversed(),
    status,
    tickets: story.steps.flatMap(({ deed }) => (deed.does === 'ask' ? [readToldTicket(desk, deed)] : [])),
    mails: own.map((mail) => ({
      subject: mail.subject,
      messageId: mail.messageId,
      decision: byMessageId.get(mail.messageId) ?? null,
      isInThread: (mail.headers.get('references') ?? '').includes(rootOf(decisions, sender)),
    })),
  };
}

/** Every mail of an order refers to one root that no mail has. */
function rootOf(decisions: readonly DecisionView[], sender: string): string {
  const [orderId = ''] = decisions[0]?.key.split(':') ?? [];
  return conversationRootOf(orderId, sender);
}

function emailOf(story: Story): string {
  for (const { deed } of story.steps) if (deed.does === 'order') return deed.order.email;
  throw new Error(`story ${story.id} has no customer`);
}

async function ask<Answer>(product: Product, service: 'engine' | 'answers', path: string): Promise<Answer> {
  const authorization = `Bearer ${product.doorsOf('northwind').apiKey}`;
  const answer = await fetch(`${product.urls[service]}${path}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
