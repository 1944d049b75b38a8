import { randomBytes } from 'node:crypto';
import { isSameSecret } from '@tidings/signatures';
import { z } from 'zod';
import { Refusal } from '../desk-state.js';

const grantSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.string().default('read'),
  expires_in: z.int().min(300).max(172_800).default(172_800),
});

export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
}

/** Access tokens of one client; they live in real time. */
export class Tokens {
  readonly #client: OAuthClient;
  readonly #expiries = new Map<string, number>();

  constructor(client: OAuthClient) {
    this.#client = client;
  }

  /** Zendesk docs, Creating and using OAuth access tokens with the API: client credentials grant. */
  grant(body: unknown): Record<string, unknown> {
    const { data, error } = grantSchema.safeParse(body);
    if (error !== undefined) throw new Refusal(400, { error: 'invalid_request' });
    const isKnown =
      data.client_id === this.#client.id && isSameSecret(this.#client.secret, data.client_secret);
    if (!isKnown)
      throw new Refusal(401, { error: 'invalid_client', error_description: 'Client authentication failed' });
    const token = randomBytes(24).toString('hex');
    this.#expiries.set(token, Date.now() + data.expires_in * 1_000);
    return {
      access_token: token,
      token_type: 'bearer',
      scope: data.scope,
      expires_in: data.expires_in,
    };
  }

  check(authorization: string | undefined): void {
    const token = /^Bearer (\w+)$/i.exec(authorization ?? '')?.[1];
    const expiresAt = token === undefined ? undefined : this.#expiries.get(token);
    if (expiresAt === undefined || expiresAt < Date.now())
      throw new Refusal(401, {
        error: 'invalid_token',
        error_description: 'The access token provided is expired, revoked, malformed or invalid',
      });
  }

  /** As when an administrator withdraws them. */
  revokeAll(): void {
    this.#expiries.clear();
  }
}
