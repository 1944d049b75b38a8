import type { Failure } from './ticket/failure.js';
import type { Composer } from './ticket/helpdesk.js';

/** The app's own labels. Every sentence about an order comes with the order. */
export const words = {
  loading: 'Looking for the order',
  slow: 'This takes longer than usual.',
  refresh: 'Refresh',
  refreshing: 'Refreshing',
  retry: 'Try again',
  notRefreshed: 'This could not be refreshed. What you see is older.',
  notTheirs: 'Not proven to be the requester’s order',
  notTheirsHint: 'Do not tell them about it before you know who they are.',
  stale: 'Not checked lately',
  none: 'No order found',
  several: 'Which order is it?',
  others: (count: number): string => (count === 1 ? '1 other order' : `${count} other orders`),
  placed: (date: string): string => `Placed ${date}`,
  openCase: 'Open case',
  offered: 'Offered to the customer',
  chosen: 'The customer chose',
  reply: 'Reply',
  macro: (name: string): string => `Macro: ${name}`,
  insert: 'Insert into the editor',
  inserting: 'Inserting',
  inserted: {
    public: 'Inserted into the public reply. Nothing was sent.',
    internal: 'Inserted into the internal note that you have open. Nothing was sent.',
  } satisfies Record<Composer, string>,
  notInserted: 'The editor did not take it. Open the ticket’s editor and try again.',
  preview: 'Read it first',
  filledLater: 'Zendesk fills in what stands in {{ }} when you send it.',
  inIt: 'What is in it',
  happened: 'What has happened',
  earlier: (count: number): string => `${count} earlier`,
  told: 'What the customer was told',
  toldNothing: 'Nothing yet.',
  decisions: 'Why, and why not',
  decidedNothing: 'Nothing was decided yet.',
  trace: 'What decided it',
  tidings: 'What Tidings did with this ticket',
  page: 'The customer’s page',
  opensNewTab: '(opens in a new tab)',
  failures: {
    outside: {
      title: 'Open this in Zendesk',
      text: 'It shows the order beside a ticket, and works only there.',
    },
    host: {
      title: 'The app could not start',
      text: 'Zendesk did not answer, or the app is not set up: an admin finds its settings under Apps.',
    },
    key: {
      title: 'The key does not fit',
      text: 'Tidings does not accept this installation’s key. An admin has to enter it anew.',
    },
    foreign: {
      title: 'Not a ticket of your shops',
      text: 'Tidings knows no shop that this ticket belongs to.',
    },
    busy: { title: 'Busy at the moment', text: 'Tidings cannot answer right now. Try again in a moment.' },
    unreachable: {
      title: 'Tidings cannot be reached',
      text: 'There was no answer in time. The order itself is not affected.',
    },
    unreadable: {
      title: 'The answer cannot be read',
      text: 'The app and Tidings may be of different versions. An admin can update the app.',
    },
  } satisfies Record<Failure, { title: string; text: string }>,
} as const;
