import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Channel, OutgoingMessage, SendOptions, SendOutcome } from '../channel.js';
import { classifyFailure } from './classify-failure.js';
import { composeMail } from './compose-mail.js';
import type { SmtpCredentials } from './credentials.js';
import { encodeMail } from './encode-mail.js';
import { messageIdOf } from './message-id.js';

const addressSchema = z.email();
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A password travels encrypted or not at all, except to this very machine. */
function mustEncrypt(url: string): boolean {
  const { username, hostname, protocol } = new URL(url);
  return protocol === 'smtp:' && username !== '' && !LOOPBACK.has(hostname);
}

export function openSmtp({ url, connections, quietTimeoutMs }: SmtpCredentials): Channel {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    maxMessages: 500,
    // Whether and when to try again is the sender's decision, who keeps books of it.
    maxRequeues: 0,
    requireTLS: mustEncrypt(url),
    socketTimeout: quietTimeoutMs,
    greetingTimeout: quietTimeoutMs,
    connectionTimeout: quietTimeoutMs,
  });
  const inFlight = new Set<Promise<SendOutcome>>();

  const attempt = async (
    message: OutgoingMessage,
    { idempotencyKey, signal }: SendOptions,
  ): Promise<SendOutcome> => {
    if (!addressSchema.safeParse(message.to.address).success)
      return { kind: 'refused', because: 'address_refused', detail: 'not an e-mail address' };
    try {
      const envelope = { from: message.from.address, to: message.to.address };
      const raw = await encodeMail(composeMail(message, idempotencyKey));
      await transport.sendMail({ envelope, raw, signal });
      return { kind: 'accepted', messageId: messageIdOf(idempotencyKey, message.from.address) };
    } catch (error) {
      return classifyFailure(error);
    }
  };

  return {
    id: 'smtp',
    send(message, options) {
      const sending = attempt(message, options);
      inFlight.add(sending);
      void sending.finally(() => inFlight.delete(sending));
      return sending;
    },
    async close() {
      await Promise.all(inFlight);
      transport.close();
    },
  };
}
