import { setTimeout as wait } from 'node:timers/promises';
import type { ParcelStory } from '../../feed/parcel-story.js';
import { until } from '../../harness/until.js';
import { readOurWrites } from '../../zendesk/our-writes.js';
import type { Account } from './start-accounts.js';
import { isTakenBack, kindOf, TICKET_KINDS, type TicketKind, type TicketKindName } from './ticket-kind.js';

export interface WrittenTicket {
  readonly account: Account;
  readonly ticketId: number;
  readonly kind: TicketKindName;
  readonly orderNumber: string;
}

export interface TicketWriting {
  readonly accounts: readonly Account[];
  /** One for each ticket of an account. */
  readonly stories: readonly ParcelStory[];
  readonly perSecond: number;
  readonly random: () => number;
  /** Of one account and ticket: it is answered, and noted down as that. */
  readonly isSettled: (account: Account, ticketId: number) => Promise<boolean>;
  /** The carrier says that what was told of this parcel is not so. */
  readonly takeBack: (account: Account, story: ParcelStory) => Promise<void>;
}

const LONGEST_WAIT_MS = 2_500;
/** Those who answer are killed again and again meanwhile. */
const ANSWER_TIMEOUT_MS = 180_000;

/** Customers write, one after the other and in all accounts; resolves when they and the agents have said all they say. */
export async function writeTickets(writing: TicketWriting): Promise<WrittenTicket[]> {
  const { accounts, stories, perSecond, random } = writing;
  const written: WrittenTicket[] = [];
  const beside: Promise<void>[] = [];
  for (const [index, story] of stories.entries()) {
    for (const account of accounts) {
      const ticket = openTicket(account, story, kindOf(index));
      written.push(ticket);
      const waitMs = random() * LONGEST_WAIT_MS;
      beside.push(
        isTakenBack(ticket.kind)
          ? takenBack(writing, { ticket, story, waitMs })
          : happenBeside(ticket, waitMs),
      );
      await wait((1_000 / perSecond) * 2 * random());
    }
  }
  await Promise.all(beside);
  return written;
}

function openTicket(account: Account, story: ParcelStory, kind: TicketKindName): WrittenTicket {
  const { orderNumber, email } = story;
  const { text, writer }: TicketKind = TICKET_KINDS[kind];
  const { id } = account.zendesk.desk.open({
    requester: {
      name: 'A. Customer',
      email: writer === 'stranger' ? email.replace('customer', 'stranger') : email,
      isVerified: writer !== 'unverified',
    },
    subject: 'My order',
    text: text(orderNumber),
  });
  return { account, ticketId: id, kind, orderNumber };
}

/** After it was noted down: who finds an answer only in the ticket's history takes it for what is true by then. */
async function takenBack(
  { isSettled, takeBack }: TicketWriting,
  {
    ticket,
    story,
    waitMs,
  }: { readonly ticket: WrittenTicket; readonly story: ParcelStory; readonly waitMs: number },
): Promise<void> {
  const { account, ticketId } = ticket;
  await until('an answer is noted down', ANSWER_TIMEOUT_MS, async () =>
    (await isSettled(account, ticketId)) ? true : null,
  );
  await wait(waitMs);
  await takeBack(account, story);
}

async function happenBeside({ account, ticketId, kind }: WrittenTicket, waitMs: number): Promise<void> {
  const { desk } = account.zendesk;
  const { beside }: TicketKind = TICKET_KINDS[kind];
  if (beside === undefined) return;
  // Synchronously with its opening, and so before anybody could be told of the ticket.
  if (beside === 'customer_answers')
    await until('an answer comes', ANSWER_TIMEOUT_MS, () =>
      readOurWrites(desk, desk.find(ticketId)).length > 0 ? true : null,
    );
  if (beside !== 'agent_wrote') await wait(waitMs);
  if (beside.startsWith('customer')) return desk.reply(ticketId, 'Hello? Where is my parcel?');
  desk.update(ticketId, desk.agent, {
    comment: { html: '<p>I am looking into it.</p>', isPublic: true },
    set: { status: 'open', assigneeId: desk.agent.id },
    channel: 'web',
  });
}
