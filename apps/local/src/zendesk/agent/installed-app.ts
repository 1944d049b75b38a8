import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Long enough for an agent who opens the next ticket, and not for one who builds the app anew. */
const KEPT_SECONDS = 60;

export interface AppHosting {
  /** The app's production build: `manifest.json`, `translations`, `assets`. */
  readonly folder: string;
  readonly port: number;
  /** Where the agent's page is, which alone may frame the app. */
  readonly hostOrigin: () => string;
}

/** Serves an app's package on an origin of its own, as `<id>.apps.zdusercontent.com` does. */
export async function hostApp({ folder, port, hostOrigin }: AppHosting): Promise<FastifyInstance> {
  const files = new Map<string, Buffer>();
  for (const name of await readdir(folder, { recursive: true }).catch(() => []))
    if (extname(name) !== '') files.set(`/${name}`, await readFile(join(folder, name)));
  // A browser keeps spare connections, which would hold up its end.
  const app = fastify({ forceCloseConnections: true });
  app.get('/*', (request, reply) => {
    const [path = ''] = request.url.split('?');
    const content = files.get(path);
    if (content === undefined) return reply.code(404).type('text/plain').send('the app has not been built');
    return reply
      .header('content-security-policy', `frame-ancestors ${hostOrigin()}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', `max-age=${KEPT_SECONDS}`)
      .type(TYPES[extname(path)] ?? 'application/octet-stream')
      .send(content);
  });
  await app.listen({ port, host: '127.0.0.1' });
  return app;
}
