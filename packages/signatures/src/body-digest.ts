import { digestFrom, matchAny } from './hmac.js';
import { headerOf, refused, type SignedRequest, type Verification } from './request.js';

export interface BodyDigest {
  readonly header: string;
  /** The first is how the sender writes it; the others are taken too. */
  readonly encodings: readonly ['hex' | 'base64', ...('hex' | 'base64')[]];
  readonly digest: (rawBody: Buffer, secret: string) => Buffer;
}

/** A delivery signed by a digest of its body in one header. It carries no time: whoever reads it knows what was told before. */
export function bodyDigest({ header, encodings, digest }: BodyDigest): {
  readonly verify: (request: SignedRequest) => Verification;
  readonly sign: (rawBody: Buffer, secret: string) => Readonly<Record<string, string>>;
} {
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
