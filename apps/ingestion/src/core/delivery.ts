import type { Causation } from '@tidings/contracts';
import type { Kept, Problem, ReceiptState } from '../ports/intake-store.js';
import type { SourceKey } from '../ports/source-figures-store.js';

/** A delivery whose sender is known: its signature was good, or it carried the brand's key. */
export interface Delivery extends SourceKey {
  readonly body: Uint8Array;
  /** The body, read as JSON. */
  readonly payload: unknown;
  /** What makes it the same as another, where its bytes do not: the answers of an API never come twice alike. */
  readonly sameAs?: Uint8Array;
  /** What it is about, where a header says it, or a poll of one parcel. */
  readonly topic: string | null;
  /** An import: it is folded and never spoken about. */
  readonly isHistory: boolean;
  /** Refuse what cannot be read instead of keeping it: the sender uses our own format and can mend it. */
  readonly isStrict: boolean;
  readonly causation: Causation;
}

export type Outcome =
  | ({ readonly kind: 'kept'; readonly state: ReceiptState } & Kept)
  | { readonly kind: 'refused'; readonly problem: Problem };
