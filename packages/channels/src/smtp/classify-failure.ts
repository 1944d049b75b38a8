import type { SendOutcome } from '../channel.js';

type Failure = Exclude<SendOutcome, { kind: 'accepted' }>;

interface SmtpFailure {
  readonly code: string | undefined;
  readonly command: string | undefined;
  readonly responseCode: number | undefined;
  readonly detail: string;
}

function read(error: unknown): SmtpFailure {
  const about =
    error instanceof Error ? (error as Error & Record<'code' | 'command' | 'responseCode', unknown>) : null;
  return {
    code: typeof about?.code === 'string' ? about.code : undefined,
    command: typeof about?.command === 'string' ? about.command : undefined,
    responseCode: typeof about?.responseCode === 'number' ? about.responseCode : undefined,
    detail: (about?.message ?? String(error)).slice(0, 500),
  };
}

/**
 * What a failed attempt means. Only a permanent answer (5xx, RFC 5321 4.2.1) to the recipient or to the message itself
 * says something about them. The same code to a login, a sender or a connection is about us: it would fail every message
 * alike, and is mended by a person while the messages wait.
 */
export function classifyFailure(error: unknown): Failure {
  const { code, command, responseCode, detail } = read(error);
  const isPermanent = responseCode !== undefined && responseCode >= 500;
  if (isPermanent && command === 'RCPT TO') return { kind: 'refused', because: 'address_refused', detail };
  if (isPermanent && command === 'DATA') return { kind: 'refused', because: 'message_refused', detail };
  // The composer found no address that it could write on the envelope.
  if (code === 'EENVELOPE' && responseCode === undefined)
    return { kind: 'refused', because: 'address_refused', detail };
  return { kind: 'failed', detail };
}
