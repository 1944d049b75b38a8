import { AccessToken } from './access-tokens.js';
import { type ApiFailure, type Classify, classifyAnswer } from './api-failure.js';
import type { ApiAnswer, ApiAuth, ApiRequest } from './api-request.js';
import { type SendOptions, type Sent, sendRequest } from './send-request.js';

export type Called = { readonly answer: ApiAnswer } | { readonly failure: ApiFailure };

export interface SessionOptions extends SendOptions {
  readonly auth: ApiAuth;
  /** By the status alone unless the API has habits of its own. */
  readonly classify?: Classify | undefined;
  readonly nowMs?: () => number;
}

/** One credential at one API. */
export class ApiSession {
  readonly #options: SessionOptions;
  readonly #token: AccessToken | null;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { auth, nowMs = Date.now } = options;
    this.#token =
      auth.kind === 'client_credentials'
        ? new AccessToken(auth.token, (request) => sendRequest(request, options), nowMs)
        : null;
  }

  /** Never throws. A token that is no longer accepted is replaced once. */
  async call(request: ApiRequest): Promise<Called> {
    const first = await this.#callOnce(request);
    const isStale = this.#token !== null && 'failure' in first && first.failure.code === 'unauthorized';
    return isStale ? this.#callOnce(request) : first;
  }

  async #callOnce(request: ApiRequest): Promise<Called> {
    const { auth, classify = classifyAnswer } = this.#options;
    if (this.#token === null || auth.kind === 'headers')
      return judge(await this.#send(request, auth.kind === 'headers' ? auth.headers : {}), classify);
    const known = await this.#token.get();
    if ('failure' in known) return known;
    const header = auth.tokenHeader;
    const proof = header ? { [header]: known.token } : { authorization: `Bearer ${known.token}` };
    const called = judge(await this.#send(request, proof), classify);
    if ('failure' in called && called.failure.code === 'unauthorized') this.#token.forget(known.token);
    return called;
  }

  #send(request: ApiRequest, headers: Readonly<Record<string, string>>): Promise<Sent> {
    return sendRequest({ ...request, headers: { ...headers, ...request.headers } }, this.#options);
  }
}

function judge(sent: Sent, classify: Classify): Called {
  if ('failure' in sent) return sent;
  const failure = classify(sent.answer);
  return failure === null ? sent : { failure };
}
