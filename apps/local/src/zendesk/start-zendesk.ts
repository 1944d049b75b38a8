import fastify, { type FastifyInstance } from 'fastify';
import type { Instant } from '@tidings/domain';
import { type DeliveryPlan, type Webhook, WebhookSender } from './deliver-webhooks.js';
import { Desk } from './desk.js';
import { Refusal, type TicketField } from './desk-state.js';
import { type Limits, RequestCount } from './rest/limits.js';
import { serveRest } from './rest/rest-routes.js';
import { Shower } from './rest/show.js';
import { type OAuthClient, Tokens } from './rest/tokens.js';

export interface ZendeskOptions {
  /** 0: any that is free. */
  readonly port: number;
  readonly now: () => Instant;
  readonly client: OAuthClient;
  /** Null: nobody is told. */
  readonly webhook: Webhook | null;
  readonly fields?: readonly TicketField[];
  readonly limits?: Partial<Limits>;
  readonly deliveryPlan?: DeliveryPlan;
  /** Called for each call of the API, before it is answered. */
  readonly onCall?: () => void;
  /** Asked after each update that landed: whether its answer gets lost. */
  readonly losesAnswer?: () => boolean;
}

export interface Zendesk {
  readonly url: string;
  readonly desk: Desk;
  readonly show: Shower;
  readonly tokens: Tokens;
  readonly app: FastifyInstance;
  /** Null where nobody is told. */
  readonly webhooks: WebhookSender | null;
  close(): Promise<void>;
}

const USUAL_LIMITS: Limits = { perMinute: 2_500, updatesPerMinute: 300 };

/** An account of Zendesk Support on this machine: state in memory, its API, its webhooks. */
export async function startZendesk(
  options: ZendeskOptions,
  extend?: (zendesk: Zendesk) => void,
): Promise<Zendesk> {
  // A browser keeps spare connections, which would hold up its end.
  const app = fastify({ forceCloseConnections: true });
  let url = '';
  const desk = new Desk(options.now, options.fields);
  const show = new Shower(() => url);
  const tokens = new Tokens(options.client);
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send(error.body);
    return reply.code(500).send({ error: 'InternalError', description: String(error) });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'InvalidEndpoint' }));
  app.post('/oauth/tokens', (request, reply) => reply.code(201).send(tokens.grant(request.body)));
  await app.register(async (api) => {
    api.addHook('onRequest', async (request) => tokens.check(request.headers.authorization));
    api.addHook('onRequest', async () => options.onCall?.());
    heedLimits(api, { ...USUAL_LIMITS, ...options.limits });
    serveRest(api, { desk, show, losesAnswer: options.losesAnswer ?? (() => false) });
  });
  const webhooks = options.webhook === null ? null : new WebhookSender(options.webhook, options.deliveryPlan);
  desk.onEvent((event) => webhooks?.tell(event));
  const zendesk: Zendesk = {
    get url() {
      return url;
    },
    desk,
    show,
    tokens,
    app,
    webhooks,
    close: async () => {
      await webhooks?.close();
      await app.close();
    },
  };
  extend?.(zendesk);
  url = await app.listen({ port: options.port, host: '127.0.0.1' });
  return zendesk;
}

/** Zendesk docs, Rate limits: every answer says what is left; beyond, a text and no JSON. */
function heedLimits(api: FastifyInstance, limits: Limits): void {
  const account = new RequestCount(limits.perMinute);
  const updates = new RequestCount(limits.updatesPerMinute);
  api.addHook('preHandler', async (request, reply) => {
    const now = Date.now();
    const { limit, remaining, resetSeconds } = account.take(now);
    const isTooMany = remaining < 0 || (request.method === 'PUT' && updates.take(now).remaining < 0);
    void reply.headers({
      'x-rate-limit': limit,
      'x-rate-limit-remaining': Math.max(0, remaining),
      'ratelimit-limit': limit,
      'ratelimit-remaining': Math.max(0, remaining),
      'ratelimit-reset': resetSeconds,
    });
    if (!isTooMany) return undefined;
    const text = 'Number of allowed API requests per minute exceeded';
    return reply.code(429).header('retry-after', resetSeconds).type('text/plain').send(text);
  });
}
