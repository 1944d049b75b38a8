import { describe, expect, it } from '@jest/globals';
import type { SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeMail } from './encode-mail.js';

const mail = (over: SendMailOptions): SendMailOptions => ({
  messageId: '<a@b.example>',
  date: new Date('2026-11-25T10:00:00Z'),
  from: { name: 'Hearth & Pine, “Ltd.”', address: 'orders@hearth.example' },
  to: { name: '', address: 'ana@example.org' },
  subject: 'Ihre Bestellung aus Köln ist unterwegs, und dieser Betreff ist so lang, dass er umgebrochen wird',
  textEncoding: 'quoted-printable',
  ...over,
});

/** Boundaries are random. */
function unbounded(raw: Buffer): string {
  const text = raw.toString();
  const boundary = /boundary="([^"]+)"/.exec(text)?.[1];
  return boundary === undefined ? text : text.replaceAll(boundary, 'BOUNDARY');
}

describe('encodeMail', () => {
  it.each<readonly [string, SendMailOptions]>([
    [
      'two versions',
      { text: 'Über die Straße = hier\n.\nFrom me\n', html: `<p>${'Straße &amp; so '.repeat(80)}</p>` },
    ],
    ['line ends of every kind, and blanks at them', { text: 'a \nb\t\r\nc\n\n', html: '<p>\r\n x \n</p>' }],
    ['plain text alone', { text: 'nothing but ASCII\nin short lines\n' }],
    [
      'an attachment, which is no text',
      { text: 'ü', attachments: [{ filename: 'a.bin', content: Buffer.from([0, 255]) }] },
    ],
  ])('writes what the composer would stream: %s', async (_what, over) => {
    const streamed = await new MailComposer(mail(over)).compile().build();
    expect(unbounded(await encodeMail(mail(over)))).toBe(unbounded(streamed));
  });
});
