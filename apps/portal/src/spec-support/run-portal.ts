import { request } from 'node:http';
import { Controller, Module } from '@nestjs/common';
import {
  answersOrderFind,
  answersOrderGet,
  casesChoose,
  casesCorrectAddress,
  type ReplyOf,
  type RequestOf,
} from '@tidings/contracts';
import { answer, type OrderSnapshot, withoutDetails } from '@tidings/domain';
import { AnswerRpc } from '@tidings/messaging';
import {
  AdvanceableClock,
  Brands,
  brandSchema,
  createLogger,
  createStatelessService,
} from '@tidings/platform';
import { createPortal } from '../create-portal.js';

/** What the customers of all orders know. */
export const PROOFS = { email: 'ann@shopper.example', postcode: 'TR11 3LW' } as const;

const ACME = 'track.acme.example';
const NOW = '2026-11-22T12:00:00.000Z';

const logger = createLogger({ service: 'portal', level: 'silent' });

/** By brand and token, as the service that keeps the orders finds them. */
class Orders {
  readonly kept = new Map<string, OrderSnapshot>();
  readonly asked: RequestOf<typeof answersOrderGet>[] = [];
  readonly chosen: RequestOf<typeof casesChoose>[] = [];
  readonly corrected: RequestOf<typeof casesCorrectAddress>[] = [];
  readonly lookedUp: RequestOf<typeof answersOrderFind>[] = [];
}

@Controller()
class OrdersController {
  constructor(private readonly orders: Orders) {}

  @AnswerRpc(answersOrderGet)
  async get(asked: RequestOf<typeof answersOrderGet>): Promise<ReplyOf<typeof answersOrderGet>> {
    this.orders.asked.push(asked);
    const snapshot = this.orders.kept.get(`${asked.brandId} ${'token' in asked.by ? asked.by.token : ''}`);
    return snapshot === undefined ? null : { snapshot, answer: answer(snapshot, 2, NOW) };
  }
}

@Controller()
class LookUpsController {
  constructor(private readonly orders: Orders) {}

  @AnswerRpc(answersOrderFind)
  async find(asked: RequestOf<typeof answersOrderFind>): Promise<ReplyOf<typeof answersOrderFind>> {
    this.orders.lookedUp.push(asked);
    const { brandId, orderNumber, email, postcode } = asked;
    const isProven = email === PROOFS.email || postcode === PROOFS.postcode;
    const snapshot = [...this.orders.kept.values()].find(
      (each) => each.brandId === brandId && each.orderNumber === orderNumber,
    );
    if (snapshot === undefined || !isProven) return null;
    return { snapshot: withoutDetails(snapshot), answer: answer(snapshot, 1, NOW) };
  }
}

@Controller()
class CasesController {
  constructor(private readonly orders: Orders) {}

  @AnswerRpc(casesCorrectAddress)
  async correct(asked: RequestOf<typeof casesCorrectAddress>): Promise<ReplyOf<typeof casesCorrectAddress>> {
    this.orders.corrected.push(asked);
    return { outcome: 'kept' };
  }

  /** As the engine does it, with one exception: the snapshot is there at once. */
  @AnswerRpc(casesChoose)
  async choose(asked: RequestOf<typeof casesChoose>): Promise<ReplyOf<typeof casesChoose>> {
    this.orders.chosen.push(asked);
    const choice = { option: asked.option, at: NOW };
    for (const [key, snapshot] of this.orders.kept) {
      const cases = snapshot.cases.map((each) =>
        each.caseId === asked.caseId ? { ...each, choice: each.choice ?? choice } : each,
      );
      if (snapshot.orderId === asked.orderId) this.orders.kept.set(key, { ...snapshot, cases });
    }
    return { outcome: 'chosen', choice };
  }
}

@Module({})
class OrdersModule {}

export interface RunningOrders {
  readonly asked: readonly RequestOf<typeof answersOrderGet>[];
  readonly chosen: readonly RequestOf<typeof casesChoose>[];
  readonly corrected: readonly RequestOf<typeof casesCorrectAddress>[];
  readonly lookedUp: readonly RequestOf<typeof answersOrderFind>[];
  keep(...snapshots: readonly OrderSnapshot[]): void;
  close(): Promise<void>;
}

/** Stands in for the service that keeps the orders, on the real bus. */
export async function startOrders(natsUrl: string): Promise<RunningOrders> {
  const orders = new Orders();
  const service = await createStatelessService({
    name: 'answers',
    logger,
    natsUrl,
    http: { host: '127.0.0.1', port: 0 },
    answersRpc: true,
    module: () => ({
      module: OrdersModule,
      controllers: [OrdersController, LookUpsController, CasesController],
      providers: [{ provide: Orders, useValue: orders }],
    }),
  });
  return {
    asked: orders.asked,
    chosen: orders.chosen,
    corrected: orders.corrected,
    lookedUp: orders.lookedUp,
    keep: (...snapshots) => {
      for (const snapshot of snapshots) orders.kept.set(`${snapshot.brandId} ${snapshot.token}`, snapshot);
    },
    close: () => service.close(),
  };
}

export interface Shown {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** All that a stranger can compare: everything but what differs with every request. */
export function seen({ status, headers, body }: Shown): unknown {
  const { date: _date, 'x-correlation-id': _correlation, ...rest } = headers;
  return { status, headers: rest, body };
}

export interface RunningPortal {
  readonly url: string;
  /** @param host as in the `Host` header */
  get(path: string, host?: string): Promise<Shown>;
  /** Sends a form. */
  post(path: string, fields: Readonly<Record<string, string>>, host?: string): Promise<Shown>;
  close(): Promise<void>;
}

export async function startPortal(
  natsUrl: string,
  onlyBrand: string | null = null,
  lookUps = { perAddress: 1_000_000, perOrder: 1_000_000 },
): Promise<RunningPortal> {
  const brands = new Brands([aBrand('acme', '#f2c14e'), aBrand('bolt')]);
  const config = {
    natsUrl,
    onlyBrand,
    lookUps,
    host: '127.0.0.1',
    port: 0,
    brandsFolder: '',
    logLevel: 'silent' as const,
    trustedProxies: [],
  };
  const service = await createPortal(config, { brands, clock: new AdvanceableClock(NOW), logger });
  return {
    url: service.url,
    get: (path, host = ACME) => send(service.url, { path, host }),
    post: (path, fields, host = ACME) =>
      send(service.url, { path, host, form: new URLSearchParams(fields).toString() }),
    close: () => service.close(),
  };
}

interface Sent {
  readonly path: string;
  readonly host: string;
  /** Left out: it is only asked for. */
  readonly form?: string;
}

/** `fetch` would not let the host be chosen, and would mend a malformed path. */
function send(base: string, { path, host, form }: Sent): Promise<Shown> {
  const { hostname, port } = new URL(base);
  const { promise, resolve, reject } = Promise.withResolvers<Shown>();
  const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  const method = form === undefined ? 'GET' : 'POST';
  request({ hostname, port, path, method, headers: { host, ...type } }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const { statusCode: status = 0, headers } = response;
      resolve({ status, headers, body: Buffer.concat(chunks).toString('utf8') });
    });
  })
    .on('error', reject)
    .end(form);
  return promise;
}

function aBrand(id: string, accent?: string) {
  return brandSchema.parse({
    id,
    name: id === 'acme' ? 'Acme & Daughters' : 'Bolt',
    hosts: { portal: `track.${id}.example` },
    locale: 'en-GB',
    zone: 'Europe/London',
    support: { email: `help@${id}.example` },
    sender: { name: id, email: `ship@${id}.example` },
    ...(accent === undefined ? {} : { theme: { accent } }),
    // Where there is no helpdesk, nobody would read an address.
    ...(id === 'acme' && {
      helpdesk: { plugin: 'zendesk', webhookSecrets: ['a secret of this shop'], settings: {} },
    }),
    postalAddress: ['1 Road'],
    warehouse: {
      workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
      zone: 'Europe/London',
      opensAt: '09:00',
      cutOff: '15:00',
      closesAt: '17:00',
      handlingBusinessHours: 8,
    },
    speaksFrom: '2026-01-01T00:00:00.000Z',
    gate: { breaker: { hourlyFloor: 10, timesUsual: 5, shareOfLive: 0.05 } },
  });
}
