import { createHmac } from 'node:crypto';
import type { ProofKind } from '../../ports/proof-store.js';
import { ProofDigest } from '../../ports/proof-digest.js';

/** Postcodes are few: without the key they could be found by trying all, with it they cannot. */
export class HmacProofDigest extends ProofDigest {
  readonly #secret: string;

  constructor(secret: string) {
    super();
    this.#secret = secret;
  }

  override of(kind: ProofKind, brandId: string, normalised: string): string {
    return createHmac('sha256', this.#secret)
      .update(`${kind}\n${brandId}\n${normalised}`)
      .digest('base64url');
  }
}
