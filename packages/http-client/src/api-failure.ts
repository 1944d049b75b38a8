import type { ApiAnswer } from './api-request.js';

export const API_FAILURE_CODES = [
  /** It knows nothing of what was asked. */
  'not_found',
  /** Too many questions: not before `retryAfterSeconds`. */
  'rate_limited',
  /** It does not, or no longer, accept who asks. */
  'unauthorized',
  /** It, or the way to it, is out of order: later perhaps. */
  'unavailable',
  /** It will never answer this question, however often it is asked. */
  'invalid',
] as const;
export type ApiFailureCode = (typeof API_FAILURE_CODES)[number];

/** Why there is no answer. Its message holds no credential and nothing of what was asked. */
export interface ApiFailure {
  readonly code: ApiFailureCode;
  readonly message: string;
  /** Only where the API said it. */
  readonly retryAfterSeconds?: number;
}

/** Null: it is an answer, about what was asked; what it says is for whoever reads it. */
export type Classify = (answer: ApiAnswer) => ApiFailure | null;

/** Refusals whose body says what is wrong with what was asked. */
const ABOUT_THE_QUESTION: ReadonlySet<number> = new Set([400, 404, 409, 410, 422]);

/** By the status alone, as RFC 9110 means it. */
export function classifyAnswer({ status, headers }: ApiAnswer): ApiFailure | null {
  if (status < 300 || ABOUT_THE_QUESTION.has(status)) return null;
  return { code: codeOf(status), message: `answered ${status}`, ...retryAfter(headers) };
}

function codeOf(status: number): ApiFailureCode {
  // A redirect is not followed: the credentials are for the host that was configured.
  if (status < 400 || status === 408 || status >= 500) return 'unavailable';
  if (status === 401 || status === 403) return 'unauthorized';
  return status === 429 ? 'rate_limited' : 'invalid';
}

/** No API may silence us for longer than a day. */
const LONGEST_WAIT_SECONDS = 86_400;

/**
 * RFC 9110, 10.2.3: seconds, of which Shopify writes `2.0`, or a date, read against the answer's own `Date`: our clock need not
 * be theirs. Some gateways say it in `retry-after-ms`, more exactly. Whole seconds, rounded up: never too early.
 */
function retryAfter(headers: ApiAnswer['headers']): Pick<ApiFailure, 'retryAfterSeconds'> {
  const seconds =
    secondsIn(headers['retry-after-ms'], 1_000) ??
    secondsIn(headers['retry-after'], 1) ??
    secondsUntil(headers['retry-after'], headers['date']);
  return seconds === null ? {} : { retryAfterSeconds: Math.min(LONGEST_WAIT_SECONDS, Math.ceil(seconds)) };
}

function secondsIn(text: string | undefined, perSecond: number): number | null {
  return text !== undefined && /^\d{1,12}(\.\d{1,6})?$/.test(text.trim()) ? Number(text) / perSecond : null;
}

/** RFC 9110, 5.6.7: all that may be sent; `Date.parse` alone takes `-5` for a year. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Null without a clock to read the date against. */
function secondsUntil(date: string | undefined, now: string | undefined): number | null {
  if (date === undefined || now === undefined || !HTTP_DATE.test(date)) return null;
  const seconds = (Date.parse(date) - Date.parse(now)) / 1_000;
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
}
