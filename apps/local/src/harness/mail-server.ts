import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** One mail as it came over the wire. */
export interface RecordedMail {
  readonly messageId: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** By lower-case name, unfolded; of a repeated header the first. */
  readonly headers: ReadonlyMap<string, string>;
  readonly raw: string;
  /** When all of it was there, before it was answered; milliseconds since 1970. */
  readonly receivedAtMs: number;
}

/** A mail server that takes everything and keeps a record; light enough to share the machine with what is measured. */
export interface MailServer {
  readonly url: string;
  readonly mails: readonly RecordedMail[];
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const mails: RecordedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData: (stream, session, answer) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      text(stream).then((raw) => {
        mails.push(toRecord(raw, to));
        answer();
      }, answer);
    },
  });
  // A client that is killed in mid-session is part of what is tested.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function toRecord(raw: string, to: readonly string[]): RecordedMail {
  const headers = readHeaders(raw);
  return {
    messageId: headers.get('message-id') ?? '',
    to,
    subject: headers.get('subject') ?? '',
    headers,
    raw,
    receivedAtMs: Date.now(),
  };
}

function readHeaders(raw: string): Map<string, string> {
  const headers = new Map<string, string>();
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}
