import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { failureAsJson, type FailureBody, FailureFilter, sendFailure } from '../failure/failure.filter.js';
import { toFailure } from '../failure/to-failure.js';
import type { Readiness } from '../health/readiness.js';
import { toNestLogger } from '../logging/nest-logger.js';
import { serveOperations } from './operations-routes.js';
import { letGoWhenDraining, measureRequests, traceRequests } from './request-hooks.js';

export interface HttpAppOptions {
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly readiness: Readiness;
  /** The largest body that is read; beyond it the answer is 413. */
  readonly maxBodyBytes?: number;
  /** Addresses of proxies whose `x-forwarded-for` is believed. */
  readonly trustedProxies?: readonly string[];
  /** `{ error: { code, message, field? } }` unless people are to read it. */
  readonly failureBody?: FailureBody;
}

const FIVE_MEGABYTES = 5 * 1024 * 1024;
const nothing = "'none'";
const BYTES = 'application/octet-stream';

/**
 * Nest on Fastify, with our errors, tracing, metrics and health. Every body arrives as the bytes that were sent (`@Body()
 * body: Buffer`), because signatures are over bytes; `parseJson` reads them. It does not listen yet, and handles no signals.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const { logger, metrics, maxBodyBytes = FIVE_MEGABYTES, trustedProxies = [] } = options;
  const { failureBody = failureAsJson } = options;
  const adapter = new FastifyAdapter({
    bodyLimit: maxBodyBytes,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    routerOptions: { maxParamLength: 500 },
    // A path that is no path is refused before it reaches Nest and its filter.
    frameworkErrors: (error: unknown, _request: unknown, reply: FastifyReply) =>
      sendFailure(reply, toFailure(error), failureBody),
  });
  const fastify: FastifyInstance = adapter.getInstance();
  traceRequests(fastify);
  measureRequests(fastify, metrics);
  letGoWhenDraining(fastify, options.readiness);
  keepBodiesAsBytes(fastify);
  serveOperations(fastify, options);

  const nest = {
    bodyParser: false,
    abortOnError: false,
    logger: toNestLogger(logger),
    return503OnClosing: true,
  };
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, nest);
  app.useGlobalFilters(new FailureFilter(logger, failureBody));
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: nothing, frameAncestors: nothing },
    },
    xFrameOptions: { action: 'deny' },
  });
  return app;
}

/** Whatever a sender calls its body; Fastify would refuse a content type that it cannot read. */
function keepBodiesAsBytes(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (request.headers['content-type'] !== undefined) request.headers['content-type'] = BYTES;
    done();
  });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
