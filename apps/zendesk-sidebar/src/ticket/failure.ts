export const FAILURES = ['outside', 'host', 'key', 'foreign', 'busy', 'unreachable', 'unreadable'] as const;
/** Why there is nothing to show, as far as the reader can do something about it. */
export type Failure = (typeof FAILURES)[number];

export class TicketFailure extends Error {
  override readonly name = 'TicketFailure';
  constructor(
    readonly kind: Failure,
    options: ErrorOptions = {},
  ) {
    super(kind, options);
  }
}

const BY_STATUS: Readonly<Record<number, Failure>> = {
  400: 'unreadable',
  401: 'key',
  403: 'key',
  404: 'foreign',
  429: 'busy',
  503: 'busy',
};

function statusOf(reason: unknown): number {
  if (typeof reason !== 'object' || reason === null || !('status' in reason)) return 0;
  return Number(reason.status);
}

/** What a rejected request means; one without a status was too slow, or did not get through. */
export function failureOf(reason: unknown): TicketFailure {
  if (reason instanceof TicketFailure) return reason;
  return new TicketFailure(BY_STATUS[statusOf(reason)] ?? 'unreachable', { cause: reason });
}
