import type { SendMailOptions } from 'nodemailer';
import type { Mailbox, OutgoingMessage } from '../channel.js';
import { conversationRootOf, messageIdOf } from './message-id.js';

/** RFC 8058 asks for an HTTPS address before a mail program may post to it unasked. */
function unsubscribeHeaders(url: string | null): Record<string, string> {
  if (url === null) return {};
  const { href, protocol } = new URL(url);
  const header = { 'List-Unsubscribe': `<${href}>` };
  return protocol === 'https:'
    ? { ...header, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : header;
}

/** As an object: a name with a comma or an angle bracket in it stays a name, and an address one address. */
function toAddress({ name, address }: Mailbox): { name: string; address: string } {
  return { name: name ?? '', address };
}

export function composeMail(message: OutgoingMessage, idempotencyKey: string): SendMailOptions {
  const root = conversationRootOf(message.conversationId, message.from.address);
  return {
    messageId: messageIdOf(idempotencyKey, message.from.address),
    inReplyTo: root,
    references: [root],
    from: toAddress(message.from),
    replyTo: toAddress(message.replyTo),
    to: toAddress(message.to),
    subject: message.subject,
    text: message.text,
    html: message.html,
    textEncoding: 'quoted-printable',
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      // RFC 3834: answering machines must not answer; the second is what Exchange listens to.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...unsubscribeHeaders(message.unsubscribeUrl),
    },
  };
}
