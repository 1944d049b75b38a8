import { simpleParser } from 'mailparser';
import type { RecordedMail } from '../harness/mail-server.js';

/** A mail as a mailbox shows it. */
export interface ReadableMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** Its first line, which says what is new; the subject keeps the order's mails together. */
  readonly heading: string;
  readonly html: string;
  readonly text: string;
}

export async function readMail({ raw, to }: RecordedMail): Promise<ReadableMail> {
  const mail = await simpleParser(raw);
  const text = mail.text ?? '';
  return {
    from: mail.from?.text ?? '',
    to: to.join(', '),
    subject: mail.subject ?? '',
    html: mail.html || '',
    heading: text.split('\n').find((line) => line.trim() !== '') ?? '',
    text,
  };
}
