import { createHash } from 'node:crypto';

/** RFC 5322 wants lines under 998 characters, and some relays cut Message-IDs far earlier. */
const MAX_LOCAL_PART = 200;

/** Any text as the left side of a Message-ID; different texts stay different (RFC 5322 3.6.4, dot-atom). */
function safeId(text: string): string {
  const safe = text.replace(/[^A-Za-z0-9_-]/gu, (character) =>
    character === ':' ? '/' : `=${Buffer.from(character).toString('hex')}`,
  );
  return safe.length <= MAX_LOCAL_PART ? safe : createHash('sha256').update(text).digest('hex');
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** The Message-ID of a message: the same key, the same id, on every attempt. */
export function messageIdOf(idempotencyKey: string, fromAddress: string): string {
  return `<${safeId(idempotencyKey)}@${domainOf(fromAddress)}>`;
}

/** What every message of a conversation refers to, the first one too; no message carries it. */
export function conversationRootOf(conversationId: string, fromAddress: string): string {
  return `<conversation/${safeId(conversationId)}@${domainOf(fromAddress)}>`;
}
