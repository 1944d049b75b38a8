import type { z } from 'zod';
import { HelpdeskError } from '../helpdesk-error.js';
import { AccessToken } from './access-token.js';
import { explainRefusal } from './explain-refusal.js';
import { RateBudget, retryAfterSeconds } from './rate-budget.js';
import type { ZendeskSettings } from './settings.js';

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Calls to one account: authenticated, within its limits, refused in our words. It repeats nothing but a call with an old token. */
export class ZendeskApi {
  readonly #settings: ZendeskSettings;
  readonly #now: () => number;
  readonly #token: AccessToken;
  readonly #account: RateBudget;
  /** Zendesk limits updates beside the rest, and by ticket: to be refused one says nothing of what may be read. */
  readonly #updates = new RateBudget(0);
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(settings: ZendeskSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
    this.#account = new RateBudget(settings.reserve);
    this.#token = new AccessToken(
      settings,
      ({ url, body }) => this.#exchange({ method: 'POST', url, headers: {}, body }),
      now,
    );
  }

  /** @param path from `/api/v2`, with its query */
  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.#call('GET', path, { schema });
  }

  async put<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return this.#call('PUT', path, { schema, body });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#underWay);
  }

  async #call<T>(
    method: 'GET' | 'PUT',
    path: string,
    { schema, body }: { schema: z.ZodType<T>; body?: unknown },
  ): Promise<T> {
    const answer = await this.#authenticated(async (token) => {
      this.#heedLimits(method);
      const headers = { authorization: `Bearer ${token}` };
      return this.#exchange({ method, url: `${this.#settings.url}${path}`, headers, body });
    });
    const { data, error } = schema.safeParse(answer);
    if (error === undefined) return data;
    const field = error.issues[0]?.path.map(String).join('.') ?? null;
    throw new HelpdeskError({ code: 'invalid', field }, `Zendesk's answer is not as documented: ${field}`, {
      cause: error,
    });
  }

  /** With a token that may be older than Zendesk's memory of it, once more with a new one: a refused call did nothing. */
  async #authenticated(call: (token: string) => Promise<unknown>): Promise<unknown> {
    const token = await this.#token.get();
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof UnknownTokenError)) throw error;
      this.#token.drop(token);
    }
    return call(await this.#token.get());
  }

  #heedLimits(method: Call['method']): void {
    const budgets = method === 'PUT' ? [this.#account, this.#updates] : [this.#account];
    const waits = budgets.flatMap((budget) => budget.secondsToWait(this.#now()) ?? []);
    if (waits.length > 0)
      throw new HelpdeskError(
        { code: 'rate_limited', retryAfterSeconds: Math.max(...waits) },
        'Zendesk allows no more for now',
      );
  }

  #exchange(call: Call): Promise<unknown> {
    const exchange = this.#send(call);
    this.#underWay.add(exchange);
    void exchange.catch(() => undefined).finally(() => this.#underWay.delete(exchange));
    return exchange;
  }

  async #send(call: Call): Promise<unknown> {
    const { method, url, headers, body } = call;
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(this.#settings.timeoutMs)]);
    try {
      const response = await fetch(url, {
        method,
        headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // A token is for this host alone.
        redirect: 'error',
        signal,
      });
      const text = await response.text();
      this.#account.note(response.headers, this.#now());
      if (!response.ok) this.#refuse(call, response, text);
      return JSON.parse(text);
    } catch (error) {
      if (error instanceof HelpdeskError) throw error;
      throw outOfReach(method, error);
    }
  }

  #refuse({ method }: Call, { status, headers }: Response, text: string): never {
    if (status === 429) {
      const seconds = retryAfterSeconds(headers);
      (method === 'PUT' ? this.#updates : this.#account).block(seconds, this.#now());
      throw new HelpdeskError(
        { code: 'rate_limited', retryAfterSeconds: seconds },
        'Zendesk allows no more for now',
      );
    }
    const error = explainRefusal({ method, status, headers, text });
    throw status === 401 && method !== 'POST' ? new UnknownTokenError(error) : error;
  }
}

/** The token was refused, which a new one may mend. */
class UnknownTokenError extends HelpdeskError {
  constructor({ failure, message }: HelpdeskError) {
    super(failure, message);
  }
}

/** No answer, or one that is no JSON: an update may have landed nevertheless. */
function outOfReach(method: Call['method'], cause: unknown): HelpdeskError {
  return new HelpdeskError(
    { code: 'unavailable', mayHaveHappened: method === 'PUT', retryAfterSeconds: null },
    `Zendesk is out of reach: ${cause instanceof Error ? cause.message : String(cause)}`,
    { cause },
  );
}
