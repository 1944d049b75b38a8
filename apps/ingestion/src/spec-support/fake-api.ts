import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Fault = '401' | '429' | '429 for long' | '429 until' | '500' | 'slow' | 'truncated' | 'no JSON';

/** How long to be left alone it asks for. */
export const WAIT_SECONDS: Readonly<Partial<Record<Fault, number>>> = {
  '429': 2,
  '429 for long': 600,
  '429 until': 120,
};

/** What a fake API is asked, as it arrives. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface FakeReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON; undefined: an empty body. */
  readonly body?: unknown;
}

/** An API on this machine that fails as it is told to. */
export interface FakeApi {
  readonly baseUrl: string;
  /** The next requests fail like this, one after the other. */
  readonly faults: Fault[];
  close(): Promise<void>;
}

/** @param reply given the request and how it will fail; what it says is not sent where it does */
export async function startFakeApi(
  reply: (request: FakeRequest, takeFault: () => Fault | null) => FakeReply,
): Promise<FakeApi> {
  const faults: Fault[] = [];
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request);
    let fault: Fault | null = null;
    const { status = 200, headers = {}, body } = reply(asked, () => (fault = faults.shift() ?? null));
    if (fault !== null) return fail(fault, response);
    response.writeHead(status, headers);
    response.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
  }

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    faults,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake');
  return {
    method: request.method ?? '',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

function fail(fault: Fault, response: ServerResponse): void {
  if (fault === 'slow') return;
  const waitSeconds = WAIT_SECONDS[fault];
  if (waitSeconds !== undefined) refuse(response, waitSeconds, fault === '429 until');
  else if (fault === '401') response.writeHead(401).end('{}');
  else if (fault === '500') response.writeHead(500).end('<html>sorry</html>');
  else if (fault === 'no JSON') response.end('<html>maintenance</html>');
  else {
    response.writeHead(200, { 'content-length': '5000' });
    response.write('{"trackers":[{"tracking_code":');
    setTimeout(() => response.destroy(), 10);
  }
}

/** With the seconds, or with a date by the fake's own clock. */
function refuse(response: ServerResponse, seconds: number, isDated: boolean): void {
  const date = new Date().toUTCString();
  const until = new Date(Date.parse(date) + seconds * 1_000).toUTCString();
  response.writeHead(429, { date, 'retry-after': isDated ? until : String(seconds) }).end('{}');
}
