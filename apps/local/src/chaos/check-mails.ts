import { messageIdOf } from '@tidings/channels';
import type { RecordedMail } from '../harness/mail-server.js';
import type { BookedSend, Books } from './books.js';

/** What a mail has to look like for the send that it belongs to. */
interface ExpectedMail {
  readonly key: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
}

/** One Message-ID per message, to the one customer, from the one brand. */
export function checkMails(books: Books): string[] {
  const expect = expectations(books);
  const byMessageId = Map.groupBy(books.mails, ({ messageId }) => messageId);
  const expected = books.sends.flatMap((send) => expect(send) ?? []);
  const known = new Set(expected.map(({ messageId }) => messageId));
  const missing = books.sends.filter((send) => {
    const messageId = expect(send)?.messageId;
    return send.state === 'sent' && (messageId === undefined || !byMessageId.has(messageId));
  });
  return [
    ...missing.map(({ key }) => `message ${key} is marked as sent and never arrived`),
    ...expected.flatMap((mail) => astray(mail, byMessageId.get(mail.messageId) ?? [])),
    ...[...byMessageId.keys()]
      .filter((messageId) => !known.has(messageId))
      .map((messageId) => `nobody decided the mail ${messageId}`),
  ];
}

function astray({ key, from, to }: ExpectedMail, copies: readonly RecordedMail[]): string[] {
  return copies
    .filter((copy) => copy.to.join() !== to || copy.headers.get('from')?.includes(from) !== true)
    .map((copy) => `message ${key} went from ${copy.headers.get('from')} to ${copy.to.join()}`);
}

/** @returns null for a send of no order, brand or story that was played, or of an order of the other brand */
function expectations({ brands, orders }: Books): (send: BookedSend) => ExpectedMail | null {
  const orderByKey = new Map(
    orders.flatMap((order) => order.decisions.map(({ key }) => [key, order] as const)),
  );
  return ({ key, brandId }) => {
    const order = orderByKey.get(key);
    const brand = brands.find((candidate) => candidate.brandId === brandId);
    const story = brand?.stories.find(({ orderNumber }) => orderNumber === order?.orderNumber);
    if (brand === undefined || story === undefined || order?.brandId !== brandId) return null;
    return { key, messageId: messageIdOf(key, brand.sender), from: brand.sender, to: story.email };
  };
}
