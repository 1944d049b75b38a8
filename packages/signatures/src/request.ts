/** A delivery as it came in. The body is the bytes that were signed: never parsed and written again. */
export interface SignedRequest {
  readonly rawBody: Buffer;
  /** As Node gives them; names in any case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Any of them may have signed: more than one while a secret is being replaced. */
  readonly secrets: readonly string[];
  /** Real time, ISO 8601: a signature's age is never measured by an advanced clock. */
  readonly now: string;
}

export type Verification = { readonly ok: true } | { readonly ok: false; readonly reason: RefusedBecause };

/** `stale` is a signature that was good once: an old delivery sent again. */
export type RefusedBecause = 'missing' | 'malformed' | 'mismatch' | 'stale';

export const verified: Verification = { ok: true };

export function refused(reason: RefusedBecause): Verification {
  return { ok: false, reason };
}

/** The first value of a header, whatever the case of its name; null when it is absent or empty. */
export function headerOf(headers: SignedRequest['headers'], name: string): string | null {
  const wanted = name.toLowerCase();
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() !== wanted) continue;
    const first = typeof value === 'string' ? value : value?.[0];
    if (first !== undefined && first !== '') return first;
  }
  return null;
}
