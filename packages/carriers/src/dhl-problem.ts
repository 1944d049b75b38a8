import type { ReadingError } from './port.js';

interface Problem {
  readonly status?: number | undefined;
  readonly title?: string | undefined;
  readonly detail?: string | null | undefined;
}

/** What DHL's services answer instead of shipments, as RFC 7807 has it; null where it is none. */
export function readProblem({ status, title, detail }: Problem): ReadingError | null {
  if (status === undefined || status < 400) return null;
  const message = detail || title || `DHL answered ${status}`;
  if (status === 404) return { code: 'not_found', message };
  return { code: status === 400 || status === 422 ? 'invalid' : 'unavailable', message };
}
