/** What this app uses of Zendesk's app framework, version 2. */
export interface ZafClient {
  /** Keyed by path; what could not be read stands under `errors`. */
  get(paths: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
  invoke(action: string, ...parameters: readonly unknown[]): Promise<unknown>;
  on(event: string, handler: (message: unknown) => void): void;
  /** Rejects with `{ status, responseText, responseJSON }`. It has no time limit of its own. */
  request(options: ZafRequest): Promise<unknown>;
  context(): Promise<ZafContext>;
  metadata(): Promise<ZafMetadata>;
}

export interface ZafRequest {
  readonly url: string;
  readonly type: 'GET';
  readonly dataType: 'json';
  readonly headers: Readonly<Record<string, string>>;
  /** Zendesk signs on its server, so that the key never reaches the browser. */
  readonly jwt: {
    readonly algorithm: 'HS256';
    readonly secret_key: string;
    readonly expiry: number;
    readonly claims: Readonly<Record<string, string>>;
  };
  readonly secure: true;
  readonly cors: false;
  readonly autoRetry: false;
}

export interface ZafContext {
  readonly account: { readonly subdomain: string };
}

export interface ZafMetadata {
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface ZafSdk {
  /** False where the page was not opened by Zendesk. */
  init(): ZafClient | false;
}
