import type { ApiFailure } from './api-failure.js';
import type { ApiAnswer, ApiRequest } from './api-request.js';

export interface SendOptions {
  readonly baseUrl: string;
  /** From the first byte sent to the last one read. */
  readonly timeoutMs: number;
  /** A longer answer is a failure. */
  readonly maxAnswerBytes: number;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

export type Sent =
  { readonly answer: ApiAnswer } | { readonly failure: ApiFailure & { readonly code: 'unavailable' } };

/** Sends one request and reads its answer to the end. Never throws: the network's moods are failures like any other. */
export async function sendRequest(request: ApiRequest, options: SendOptions): Promise<Sent> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    const response = await fetch(addressOf(request, options.baseUrl), {
      method: request.method,
      headers: { accept: 'application/json', ...typeOf(request.body), ...request.headers },
      ...bodyOf(request.body),
      redirect: 'manual',
      signal: AbortSignal.any([timeout, options.signal]),
    });
    const body = await readBody(response, options.maxAnswerBytes);
    if (body === null) return unavailable(`its answer is longer than ${options.maxAnswerBytes} bytes`);
    return { answer: { status: response.status, headers: Object.fromEntries(response.headers), body } };
  } catch (error) {
    if (timeout.aborted) return unavailable(`no answer within ${options.timeoutMs} ms`);
    return unavailable(reasonOf(error));
  }
}

function addressOf({ path, query = {} }: ApiRequest, baseUrl: string): URL {
  const address = new URL(path.startsWith('/') ? baseUrl.replace(/\/$/, '') + path : path);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) address.searchParams.set(name, value);
  return address;
}

function typeOf(body: ApiRequest['body']): Record<string, string> {
  if (body === undefined) return {};
  return { 'content-type': 'json' in body ? 'application/json' : 'application/x-www-form-urlencoded' };
}

function bodyOf(body: ApiRequest['body']): { body?: string } {
  if (body === undefined) return {};
  if ('json' in body) return { body: JSON.stringify(body.json) };
  const form = Object.entries(body.form).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { body: new URLSearchParams(form).toString() };
}

/** Null when it is longer than allowed; the rest is not read. A connection that breaks off throws. */
async function readBody(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unavailable(message: string): Sent {
  return { failure: { code: 'unavailable', message } };
}

/** The system's own code says more than `fetch failed`, and an address or a header never stands in it. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : null;
  return code ?? (error instanceof Error ? error.name : 'no answer');
}
