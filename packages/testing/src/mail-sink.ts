import { EventEmitter, once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** One message as it came over the wire. */
export interface ReceivedMail {
  readonly to: readonly string[];
  /** Exactly what was sent, headers and all. */
  readonly raw: string;
  readonly parsed: ParsedMail;
}

/** What a rule answers: nothing accepts, a number is an SMTP answer, `drop` ends the connection without one. */
export type MailVerdict = number | 'drop' | undefined;

export interface MailSinkRules {
  readonly onSender?: (address: string) => MailVerdict;
  readonly onRecipient?: (address: string) => MailVerdict;
  /** Asked when all of a message is there and none of it answered yet. */
  readonly onMessage?: (mail: ReceivedMail) => MailVerdict | Promise<MailVerdict>;
}

/** A mail server that keeps what it gets. */
export interface MailSink {
  readonly url: string;
  /** What was accepted, in order. */
  readonly mails: readonly ReceivedMail[];
  /** Connections opened since the start. */
  readonly connections: () => number;
  /** Settles once `count` mails were accepted; rejects after `timeoutMs`. */
  waitFor(count: number, timeoutMs?: number): Promise<readonly ReceivedMail[]>;
  stop(): Promise<void>;
}

type Answer = (error?: Error | null) => void;

function settle(verdict: MailVerdict, drop: () => void, answer: Answer): void {
  if (verdict === undefined) answer();
  else if (verdict === 'drop') drop();
  else answer(Object.assign(new Error(`refused with ${verdict}`), { responseCode: verdict }));
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Ends a session without an answer, as a crash or a cut cable would. */
function socketKeeper(server: SMTPServer): (session: SMTPServerSession) => () => void {
  const sockets = new Map<number, Socket>();
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  return ({ remotePort }) =>
    () =>
      sockets.get(remotePort)?.destroy();
}

/** @param rules what the server refuses; without any it takes everything */
export async function startMailSink(rules: MailSinkRules = {}): Promise<MailSink> {
  const mails: ReceivedMail[] = [];
  const arrivals = new EventEmitter();
  let opened = 0;

  const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<MailVerdict> => {
    const bytes = await readAll(stream);
    const to = session.envelope.rcptTo.map(({ address }) => address);
    const mail = { to, raw: bytes.toString('utf8'), parsed: await simpleParser(bytes) };
    const verdict = await rules.onMessage?.(mail);
    if (verdict === undefined) mails.push(mail);
    arrivals.emit('mail');
    return verdict;
  };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onConnect: (_session, answer) => {
      opened += 1;
      answer();
    },
    onMailFrom: ({ address }, session, answer) => settle(rules.onSender?.(address), dropOf(session), answer),
    onRcptTo: ({ address }, session, answer) => settle(rules.onRecipient?.(address), dropOf(session), answer),
    onData: (stream, session, answer) => {
      receive(stream, session).then((verdict) => settle(verdict, dropOf(session), answer), answer);
    },
  });
  const dropOf = socketKeeper(server);
  // A client that goes away in mid-session is part of what is tested.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    connections: () => opened,
    async waitFor(count, timeoutMs = 10_000) {
      const signal = AbortSignal.timeout(timeoutMs);
      while (mails.length < count)
        await once(arrivals, 'mail', { signal }).catch((cause: unknown) => {
          throw new Error(`${mails.length} of ${count} mails arrived in ${timeoutMs} ms`, { cause });
        });
      return mails;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
