import type { ProofKind } from './proof-store.js';

/** Turns what a customer knows into something that can be compared and not read; also its injection token. */
export abstract class ProofDigest {
  /** Keyed by the deployment's secret; the same text of another brand or kind gives another digest. */
  abstract of(kind: ProofKind, brandId: string, normalised: string): string;
}
