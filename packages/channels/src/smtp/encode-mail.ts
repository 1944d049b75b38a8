import type { SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type MimeNode from 'nodemailer/lib/mime-node';
import * as quotedPrintable from 'nodemailer/lib/qp';

/**
 * The mail as it goes over the wire, in one piece. The composer's own `build` sends every part through a pipeline of
 * streams, which for a letter of some kB costs three times as much as the rest of composing it.
 */
export async function encodeMail(mail: SendMailOptions): Promise<Buffer> {
  const root = new MailComposer(mail).compile();
  const text = write(root);
  return text === null ? root.build() : Buffer.from(text);
}

/** Null: something in it is no plain text. */
function write(node: MimeNode): string | null {
  const head = `${node.buildHeaders()}\r\n\r\n`;
  if (node.childNodes.length === 0) {
    const body = writeBody(node);
    return body === null ? null : head + body;
  }
  const parts = node.childNodes.map(write);
  if (parts.includes(null)) return null;
  return `${head}${parts.map((part) => `--${node.boundary}\r\n${part}\r\n`).join('')}--${node.boundary}--\r\n`;
}

function writeBody(node: MimeNode): string | null {
  const { content } = node;
  if (typeof content !== 'string') return null;
  switch (node.getTransferEncoding()) {
    case 'quoted-printable':
      return quotedPrintable.wrap(quotedPrintable.encode(content));
    case '7bit':
      return content;
    default:
      return null;
  }
}
