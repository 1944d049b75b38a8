import { createHmac } from 'node:crypto';
import { ContactDigest } from '../../ports/contact-digest.js';

/** Addresses can be guessed: without the key a digest could be compared with those of all that one knows. */
export class HmacContactDigest extends ContactDigest {
  readonly #secret: string;

  constructor(secret: string) {
    super();
    this.#secret = secret;
  }

  override of(brandId: string, email: string): string {
    return createHmac('sha256', this.#secret).update(`email\n${brandId}\n${email}`).digest('base64url');
  }
}
