/** One question to an API, as data: what is asked is decided purely, and sent by the rim. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the API's base address, from `/`; or a whole address, where another host answers. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?:
    { readonly json: unknown } | { readonly form: Readonly<Record<string, string | undefined>> };
}

/** What came back, read to its end. */
export interface ApiAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** How an API wants to be asked: at most so many requests in any stretch of so many seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly perSeconds: number;
}

/** How a request proves who asks. */
export type ApiAuth =
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }
  /** OAuth 2.0, client credentials: `token` is sent for a bearer token, which is kept until shortly before it expires. */
  | {
      readonly kind: 'client_credentials';
      readonly token: ApiRequest;
      /** The header that carries the bare token, where it is not `Authorization: Bearer`. */
      readonly tokenHeader?: string;
    };

export function basicAuth(user: string, password: string): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
