import { isSameSecret, refused, verified, type SignedRequest } from '@tidings/signatures';
import type { CarrierWebhook } from './port.js';

interface SharedCredential {
  readonly given: (headers: SignedRequest['headers']) => string | null;
  readonly sent: (secret: string) => Readonly<Record<string, string>>;
}

/** A webhook that brings a credential agreed on and signs nothing. */
export function sharedCredentialWebhook({ given, sent }: SharedCredential): CarrierWebhook {
  return {
    isBodyUnsigned: true,
    verify: ({ headers, secrets }) => {
      const credential = given(headers);
      if (credential === null) return refused('missing');
      const isKnown = secrets.filter((secret) => isSameSecret(secret, credential)).length > 0;
      return isKnown ? verified : refused('mismatch');
    },
    sign: (_, secret) => sent(secret),
  };
}
