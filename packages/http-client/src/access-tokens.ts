import { z } from 'zod';
import { classifyAnswer, type ApiFailure } from './api-failure.js';
import type { ApiRequest } from './api-request.js';
import type { Sent } from './send-request.js';

/** UPS writes the seconds as text. */
const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(300),
});

/** A token is renewed this long before it ends, or at half of its life if that is shorter. */
const EARLY_MS = 60_000;

export type TokenResult = { readonly token: string } | { readonly failure: ApiFailure };

/** Keeps the bearer token of one credential: fetched when it is first needed, by one request for all who wait for it. */
export class AccessToken {
  readonly #send: (request: ApiRequest) => Promise<Sent>;
  readonly #request: ApiRequest;
  readonly #nowMs: () => number;
  #known: { readonly token: string; readonly renewAtMs: number } | null = null;
  #pending: Promise<TokenResult> | null = null;

  /** @param nowMs real time: their token runs out by it */
  constructor(request: ApiRequest, send: (request: ApiRequest) => Promise<Sent>, nowMs: () => number) {
    this.#request = request;
    this.#send = send;
    this.#nowMs = nowMs;
  }

  async get(): Promise<TokenResult> {
    if (this.#known !== null && this.#nowMs() < this.#known.renewAtMs) return { token: this.#known.token };
    this.#pending ??= this.#fetch().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  /** The API did not accept it; a newer one is left alone. */
  forget(token: string): void {
    if (this.#known?.token === token) this.#known = null;
  }

  async #fetch(): Promise<TokenResult> {
    const sent = await this.#send(this.#request);
    if ('failure' in sent) return sent;
    const { answer } = sent;
    const refused = classifyAnswer(answer);
    if (refused !== null)
      return { failure: { ...refused, message: `its token endpoint ${refused.message}` } };
    const read = tokenSchema.safeParse(parse(answer.body));
    // A 400 is how OAuth refuses a client (RFC 6749, 5.2).
    if (!read.success || answer.status >= 300)
      return { failure: { code: 'unauthorized', message: `its token endpoint answered ${answer.status}` } };
    const lifeMs = read.data.expires_in * 1_000;
    const renewAtMs = this.#nowMs() + Math.max(lifeMs / 2, lifeMs - EARLY_MS);
    this.#known = { token: read.data.access_token, renewAtMs };
    return { token: read.data.access_token };
  }
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString()) as unknown;
  } catch {
    return null;
  }
}
