import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written as it is where it is a text; null: the connection is cut. */
  readonly body: unknown;
}

export interface Account {
  readonly url: string;
  /** Every request, in order. */
  readonly sent: readonly SentRequest[];
  close(): Promise<void>;
}

/** A server that answers what the spec says and keeps what it was asked. */
export async function runAccount(answer: (request: SentRequest) => Answer): Promise<Account> {
  const sent: SentRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      const { method = '', url = '', headers } = request;
      const asked = { method, url, body: text === '' ? undefined : parse(text) };
      sent.push({ ...asked, authorization: headers.authorization });
      const {
        status = 200,
        headers: told = {},
        body,
      } = answer({ ...asked, authorization: headers.authorization });
      if (body === null) return response.destroy();
      response.writeHead(status, told);
      return response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function parse(text: string): unknown {
  return JSON.parse(text);
}
