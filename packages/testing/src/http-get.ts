import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

const agent = new Agent({ keepAlive: true });

/** For suites that ask thousands of times: `fetch` would take a good half of their time. */
export async function httpGet(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string; headers: IncomingMessage['headers'] }> {
  const [response] = (await once(get(url, { agent, headers }), 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, text: await text(response), headers: response.headers };
}
