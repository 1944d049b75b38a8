import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Readiness } from '../health/readiness.js';

/** `/healthz`: the process answers. `/readyz`: it can do its work, else 503 and what is in the way. `/metrics`: Prometheus. */
export function serveOperations(
  fastify: FastifyInstance,
  { readiness, metrics }: { readonly readiness: Readiness; readonly metrics: Registry },
): void {
  fastify.get('/healthz', async () => ({ status: 'ok' }));
  fastify.get('/readyz', async (_request, reply) => {
    const { isReady, failing } = await readiness.report();
    if (!isReady) reply.status(503);
    return { status: isReady ? 'ready' : 'not_ready', failing };
  });
  fastify.get('/metrics', async (_request, reply) => {
    reply.header('content-type', metrics.contentType);
    return metrics.metrics();
  });
}
