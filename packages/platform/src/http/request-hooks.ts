import type { Socket } from 'node:net';
import type { Causation } from '@tidings/contracts';
import type { FastifyInstance } from 'fastify';
import { Histogram, type Registry } from 'prom-client';
import type { Readiness } from '../health/readiness.js';
import { causationOfRequest } from '../logging/causation-of-request.js';
import { withCausation } from '../logging/causation-scope.js';

declare module 'fastify' {
  interface FastifyRequest {
    causation: Causation;
  }
}

/** Gives each request what led to it, and the answer its correlation id. */
export function traceRequests(fastify: FastifyInstance): void {
  fastify.decorateRequest('causation');
  fastify.addHook('onRequest', (request, reply, done) => {
    request.causation = causationOfRequest(request.headers);
    reply.header('x-correlation-id', request.causation.correlationId);
    reply.header('cache-control', 'no-store');
    done();
  });
  // Not earlier: reading the body ends any scope that was entered before it.
  fastify.addHook('preHandler', (request, _reply, done) => withCausation(request.causation, done));
}

/**
 * Closes each connection once its last answer is out, and those that nothing came over yet, which browsers and proxies keep in
 * reserve. The server itself closes only those that have answered and are idle when it begins to close; it would wait for the
 * others until their keep-alive or its own time for headers runs out.
 */
export function letGoWhenDraining(fastify: FastifyInstance, readiness: Readiness): void {
  const connections = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  fastify.addHook('preClose', (done) => {
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    done();
  });
  fastify.addHook('onResponse', (_request, _reply, done) => {
    if (readiness.isDraining) setImmediate(() => fastify.server.closeIdleConnections());
    done();
  });
}

/** One histogram instead of a log line per request; the route as it was declared, never the path as it came. */
export function measureRequests(fastify: FastifyInstance, metrics: Registry): void {
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics],
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
    };
    seconds.observe(labels, reply.elapsedTime / 1_000);
    done();
  });
}
