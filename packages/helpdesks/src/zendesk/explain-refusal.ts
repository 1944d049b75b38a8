import { HelpdeskError, type HelpdeskFailure } from '../helpdesk-error.js';
import { type Refusal, refusalSchema } from './wire.js';

export interface RefusedCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const CODES: Readonly<Record<number, HelpdeskFailure>> = {
  401: { code: 'unauthorized' },
  403: { code: 'unauthorized' },
  404: { code: 'not_found' },
  // Zendesk docs, Protecting against ticket update collisions.
  409: { code: 'conflict' },
};

/** What a status other than 2xx and 429 means. The message names what Zendesk called it, and nothing a customer wrote. */
export function explainRefusal({ method, status, headers, text }: RefusedCall): HelpdeskError {
  const refusal = read(text);
  const named = nameOf(refusal);
  const message = `Zendesk answered ${status}${named === '' ? '' : `: ${named}`}`;
  return new HelpdeskError(failureOf({ method, status, headers }, refusal), message);
}

function failureOf(
  { method, status, headers }: Omit<RefusedCall, 'text'>,
  refusal: Refusal,
): HelpdeskFailure {
  const known = CODES[status];
  if (known !== undefined) return known;
  // A client that does not exist, or a wrong secret (RFC 6749 5.2).
  if (method === 'POST' && status === 400) return { code: 'unauthorized' };
  if (status >= 400 && status < 500) return invalid(refusal);
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  return {
    code: 'unavailable',
    // 503 is the answer of a server that did not take the request on.
    mayHaveHappened: method === 'PUT' && status !== 503,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
  };
}

/** A closed ticket takes nothing any more, which is nobody's mistake: it was closed after it was read. */
function invalid(refusal: Refusal): HelpdeskFailure {
  const details = Object.entries(refusal.details ?? {});
  const isClosed =
    refusal.error === 'ClosedTicket' ||
    details.some(([, problems]) => problems.some(({ description }) => /\bclosed\b/i.test(description ?? '')));
  return isClosed ? { code: 'conflict' } : { code: 'invalid', field: details[0]?.[0] ?? null };
}

function read(text: string): Refusal {
  try {
    return refusalSchema.parse(JSON.parse(text));
  } catch {
    // A text, or a page of something in between.
    return { description: null };
  }
}

function nameOf({ error, errors }: Refusal): string {
  const name = typeof error === 'object' ? error.title : (error ?? errors?.[0]?.code);
  return (name ?? '').slice(0, 100);
}
