/** Every way in which a call to a helpdesk can fail. */
export type HelpdeskFailure =
  | { readonly code: 'not_found' }
  /** Somebody wrote since the ticket was read, or it can take nothing any more: read it again and decide anew. */
  | { readonly code: 'conflict' }
  | { readonly code: 'rate_limited'; readonly retryAfterSeconds: number }
  /** Our credentials are wrong or may not do this: a person has to mend it, and repeating helps nothing. */
  | { readonly code: 'unauthorized' }
  /** Out of reach, or failing. `mayHaveHappened`: an update was on its way; its metadata in the ticket's history tells. */
  | {
      readonly code: 'unavailable';
      readonly mayHaveHappened: boolean;
      readonly retryAfterSeconds: number | null;
    }
  /** Refused for what it says, or an answer that is not what the helpdesk documents; `field` where it is known. */
  | { readonly code: 'invalid'; readonly field: string | null };

export class HelpdeskError extends Error {
  override readonly name = 'HelpdeskError';
  readonly failure: HelpdeskFailure;

  /** @param message for operators; never holds a secret or what a customer wrote */
  constructor(failure: HelpdeskFailure, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.failure = failure;
  }
}
