import { digestFrom, headerOf, matchAny, refused } from '@tidings/signatures';
import type { CarrierWebhook } from './port.js';

interface BodyDigest {
  readonly header: string;
  /** The first is how the source writes it; the others are taken too. */
  readonly encodings: readonly ['hex' | 'base64', ...('hex' | 'base64')[]];
  readonly digest: (rawBody: Buffer, secret: string) => Buffer;
}

/** A webhook signed by a digest of its body in one header. It carries no time: a delivery sent again is the same events. */
export function bodyDigestWebhook({ header, encodings, digest }: BodyDigest): CarrierWebhook {
  return {
    verify: ({ rawBody, headers, secrets }) => {
      const text = headerOf(headers, header);
      if (text === null) return refused('missing');
      const [given = null] = encodings.flatMap((encoding) => digestFrom(text, encoding) ?? []);
      return matchAny(given, secrets, (secret) => digest(rawBody, secret));
    },
    sign: (rawBody, secret) => ({ [header]: digest(rawBody, secret).toString(encodings[0]) }),
  };
}
