import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Dialect, FakeRequest } from './carrier-dialects.js';

export type Fault = '401' | '429' | '429 for long' | '429 until' | '500' | 'slow' | 'truncated' | 'no JSON';

/** How long to be left alone it asks for. */
export const WAIT_SECONDS: Readonly<Partial<Record<Fault, number>>> = {
  '429': 2,
  '429 for long': 600,
  '429 until': 120,
};

/** What a request was about, and when it came by the spec's own clock. */
export interface Served {
  readonly atMs: number;
  readonly numbers: readonly string[];
  readonly kind: 'poll' | 'register' | 'stop';
  readonly fault: Fault | null;
}

/** One carrier's API on this machine: it speaks that carrier's dialect, and fails as it is told to. */
export interface FakeCarrier {
  readonly baseUrl: string;
  /** All but the requests for a token. */
  readonly served: Served[];
  tokens: number;
  /** The next requests fail like this, one after the other. */
  readonly faults: Fault[];
  close(): Promise<void>;
}

export async function startFakeCarrier(dialect: Dialect, nowMs: () => number): Promise<FakeCarrier> {
  const served: Served[] = [];
  const faults: Fault[] = [];
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeCarrier = {
    baseUrl: `http://127.0.0.1:${port}`,
    served,
    faults,
    tokens: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request);
    if (asked.path === dialect.tokenPath) {
      fake.tokens += 1;
      response.end(JSON.stringify({ access_token: `token-${fake.tokens}`, expires_in: '3600' }));
      return;
    }
    const fault = faults.shift() ?? null;
    const kind = kindOf(asked, dialect);
    const numbers = asked.method === 'DELETE' ? [] : dialect.numbersIn(asked);
    served.push({ atMs: nowMs(), numbers, kind, fault });
    if (fault !== null) return fail(fault, response);
    const answers = {
      poll: dialect.answer,
      register: dialect.registered,
      stop: () => ({ code: 0, data: {} }),
    };
    const answer = answers[kind]?.(numbers);
    response.end(typeof answer === 'string' || answer === undefined ? answer : JSON.stringify(answer));
  }

  return fake;
}

function kindOf(asked: FakeRequest, dialect: Dialect): Served['kind'] {
  if (asked.method === 'DELETE' || /\/stop/.test(asked.path)) return 'stop';
  return dialect.registers?.(asked) === true ? 'register' : 'poll';
}

async function read(request: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake');
  return {
    method: request.method ?? '',
    path: pathname,
    query: searchParams,
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
