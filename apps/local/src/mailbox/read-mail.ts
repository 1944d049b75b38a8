import { simpleParser } from 'mailparser';
import type { RecordedMail } from '../harness/mail-server.js';

/** A mail as a mailbox shows it. */
export interface ReadableMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export async function readMail({ raw, to }: RecordedMail): Promise<ReadableMail> {
  const mail = await simpleParser(raw);
  return {
    from: mail.from?.text ?? '',
    to: to.join(', '),
    subject: mail.subject ?? '',
    html: mail.html || '',
    text: mail.text ?? '',
  };
}
