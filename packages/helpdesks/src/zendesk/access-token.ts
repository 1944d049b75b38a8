import { HelpdeskError } from '../helpdesk-error.js';
import type { ZendeskSettings } from './settings.js';
import { tokenSchema } from './wire.js';

/** Asks for two hours; Zendesk allows five minutes to two days. */
const LIFETIME_SECONDS = 7_200;
/** Renewed ahead, so that no call is under way when it ends. */
const MARGIN_MS = 60_000;

interface HeldToken {
  readonly value: string;
  readonly renewAtMs: number;
}

export interface TokenRequest {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Posts and gives the answer, as JSON. Rejects with `HelpdeskError`. */
export type AskForToken = (request: TokenRequest) => Promise<unknown>;

/** OAuth client credentials: one token for all calls, asked for once at a time. */
export class AccessToken {
  readonly #request: TokenRequest;
  readonly #ask: AskForToken;
  readonly #now: () => number;
  #held: HeldToken | null = null;
  #asking: Promise<HeldToken> | null = null;

  constructor({ url, clientId, clientSecret, scope }: ZendeskSettings, ask: AskForToken, now: () => number) {
    const body = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope,
      expires_in: LIFETIME_SECONDS,
    };
    this.#request = { url: `${url}/oauth/tokens`, body };
    this.#ask = ask;
    this.#now = now;
  }

  async get(): Promise<string> {
    if (this.#held !== null && this.#now() < this.#held.renewAtMs) return this.#held.value;
    this.#asking ??= this.#renew().finally(() => {
      this.#asking = null;
    });
    return (await this.#asking).value;
  }

  /** Zendesk refused this one: the next call asks for another, unless somebody did so already. */
  drop(refused: string): void {
    if (this.#held?.value === refused) this.#held = null;
  }

  async #renew(): Promise<HeldToken> {
    const { data, error } = tokenSchema.safeParse(await this.#ask(this.#request));
    if (error !== undefined)
      throw new HelpdeskError({ code: 'invalid', field: 'access_token' }, 'Zendesk gave no token');
    const lifetimeMs = (data.expires_in ?? LIFETIME_SECONDS) * 1_000;
    const renewAtMs = this.#now() + Math.max(lifetimeMs - MARGIN_MS, lifetimeMs / 2);
    this.#held = { value: data.access_token, renewAtMs };
    return this.#held;
  }
}
