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
  return { code: codeOf(status), message: `answered ${status}`, ...retryAfter(headers['retry-after']) };
}

function codeOf(status: number): ApiFailureCode {
  // A redirect is not followed: the credentials are for the host that was configured.
  if (status < 400 || status === 408 || status >= 500) return 'unavailable';
  if (status === 401 || status === 403) return 'unauthorized';
  return status === 429 ? 'rate_limited' : 'invalid';
}

/** No API may silence us for longer than a day. */
const LONGEST_WAIT_SECONDS = 86_400;

/** Whole seconds, as all of them send it; a date would be read against a clock that is not theirs. */
export function retryAfter(header: string | undefined): Pick<ApiFailure, 'retryAfterSeconds'> {
  if (header === undefined || !/^\d{1,9}$/.test(header.trim())) return {};
  return { retryAfterSeconds: Math.min(LONGEST_WAIT_SECONDS, Number(header)) };
}
