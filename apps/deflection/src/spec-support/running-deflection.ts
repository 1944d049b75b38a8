import { randomUUID } from 'node:crypto';
import {
  casesCorrectAddress,
  commerceOrderRecorded,
  decisionTicketRequested,
  eventCatalogue,
  type OutgoingEvent,
  privacySubjectErased,
  type RequestOf,
  type TicketRequest,
  toOutgoing,
} from '@tidings/contracts';
import { createDatabase, migratedTemplate } from '@tidings/database';
import type { OrderSnapshot } from '@tidings/domain';
import { findHelpdeskPlugin, type Macro, MemoryHelpdesk, type NewTicket } from '@tidings/helpdesks';
import { connectBus, createRpcClient, PauseBoard, readStream } from '@tidings/messaging';
import { AdvanceableClock, type Brand, Brands, brandSchema, createLogger } from '@tidings/platform';
import { createTestDatabase, httpGet, startNats } from '@tidings/testing';
import { SignJWT } from 'jose';
import { type Kysely, sql } from 'kysely';
import { migrations } from '../adapters/postgres/migrations.js';
import type { DeflectionConfig } from '../config.js';
import { createDeflection } from '../create-deflection.js';
import { NOW, startOtherServices } from './other-services.js';
import { until } from './until.js';

export const BRANDS = ['acme', 'bolt', 'shadow', 'assist'] as const;
export type BrandId = (typeof BRANDS)[number];

const secretOf = (brandId: BrandId): string => `webhook secret of ${brandId}`;
export const keyOf = (brandId: BrandId): string => `sidebar key of ${brandId}, of thirty-two characters`;

const logger = createLogger({ service: 'deflection', level: 'silent' });

/** What the shop wrote in its helpdesk; `7001` and `7003` are our fields. */
function aMacro(id: string, title: string, over: Partial<Macro['effect']> = {}): Macro {
  const html = `<p>Hi {{ticket.requester.first_name}},</p><p>{{ticket.ticket_field_7001}}</p><p>${title}</p>`;
  const effect = {
    comment: { html, isPublic: true },
    status: 'solved',
    addTags: ['wismo'],
    ...over,
  } as const;
  return { id, title, updatedAt: NOW, effect, otherActions: [] };
}

export interface TicketRow {
  readonly state: string;
  readonly outcome: string | null;
  readonly because: string | null;
}

export interface RunningDeflection {
  readonly url: string;
  readonly db: Kysely<unknown>;
  readonly helpdesks: Readonly<Record<BrandId, MemoryHelpdesk>>;
  readonly pauses: PauseBoard;
  /** The person behind these orders asked to be forgotten. */
  erase(brandId: BrandId, ...orderNumbers: readonly string[]): Promise<void>;
  /** As the page of an order tells it. */
  correctAddress(given: RequestOf<typeof casesCorrectAddress>): Promise<void>;
  /** The engine finds that what the ticket was answered is not so; the same key is the same decision. */
  requestCorrection(brandId: BrandId, request: CorrectionShape): Promise<void>;
  /** The engine finds that it is so after all. */
  refute(key: string): void;
  /** An order and who bought it. */
  tellOrder(snapshot: OrderSnapshot, email?: string): Promise<void>;
  /** Opens a ticket and tells of it. */
  open(brandId: BrandId, ticket: NewTicket): Promise<string>;
  notify(brandId: BrandId, ticketId: string, notice?: NoticeOptions): Promise<Response>;
  /** As the books have it. */
  ticket(brandId: BrandId, ticketId: string): Promise<TicketRow>;
  /** Waits until the ticket is done with. */
  settled(brandId: BrandId, ticketId: string): Promise<TicketRow>;
  events(subject: string): Promise<readonly Record<string, unknown>[]>;
  token(brandId: BrandId, claims?: Record<string, unknown>, key?: string): Promise<string>;
  ask(
    ticketId: string,
    token: string | null,
    query?: string,
  ): Promise<{ status: number; json: unknown; text: string }>;
  close(): Promise<void>;
}

type CorrectionShape = Partial<TicketRequest> & { readonly ticketId: string };

export interface NoticeOptions {
  readonly event?: string;
  readonly secret?: string;
  readonly body?: string;
  readonly deliveryId?: string;
}

export async function startDeflection(): Promise<RunningDeflection> {
  return doorsOf(await openParts());
}

async function openParts() {
  const [database, nats] = await Promise.all([
    createTestDatabase(migratedTemplate('deflection', migrations)),
    startNats(),
  ]);
  const others = await startOtherServices(nats.url);
  const helpdesks = Object.fromEntries(BRANDS.map((id) => [id, new MemoryHelpdesk(() => NOW)])) as Record<
    BrandId,
    MemoryHelpdesk
  >;
  for (const helpdesk of Object.values(helpdesks))
    helpdesk.macros = ['Tidings::On its way', 'Tidings::Not shipped yet', 'Tidings::On hold'].map(
      (title, index) => aMacro(String(index + 1), title),
    );
  const bus = await connectBus({ servers: nats.url, name: 'spec', log: logger });
  const service = await createDeflection(configFor(database.url, nats.url), {
    clock: new AdvanceableClock(NOW),
    brands: new Brands(BRANDS.map(aBrand)),
    logger,
    open: ({ id }) => helpdesks[id as BrandId],
  });
  const db = createDatabase<unknown>({
    url: database.url,
    schema: 'deflection',
    applicationName: 'spec',
    log: logger,
  });
  const rpc = createRpcClient({ servers: nats.url, name: 'spec' });
  return { database, nats, others, helpdesks, bus, rpc, service, db };
}

function doorsOf(parts: Awaited<ReturnType<typeof openParts>>): RunningDeflection {
  const { database, nats, others, helpdesks, bus, rpc, service, db } = parts;
  const { url } = service;
  const notify = (brandId: BrandId, ticketId: string, options: NoticeOptions = {}): Promise<Response> =>
    postNotice(url, { brandId, ticketId, ...options });
  return {
    url,
    db,
    helpdesks,
    pauses: new PauseBoard(bus, { log: logger }),
    notify,
    tellOrder: async (snapshot, email = 'ada.marsh@shopper.example') => {
      const { brandId, orderNumber } = snapshot;
      others.keep(snapshot);
      const occasion = { correlationId: 'c', causationId: null, traceparent: null, brandId, occurredAt: NOW };
      const told = toOutgoing(commerceOrderRecorded, { ...occasion, data: recorded(snapshot, email) });
      await bus.js.publish(told.subject, told.payload);
      await until(
        () => countOwners(db, brandId, orderNumber ?? ''),
        (count) => count === 1,
      );
    },
    correctAddress: async (given) => {
      await rpc.call(casesCorrectAddress, given);
    },
    requestCorrection: async (brandId, request) => {
      const told = correctionOf(brandId, request);
      await bus.js.publish(told.subject, told.payload);
    },
    refute: (key) => others.refute(key),
    erase: async (brandId, ...orderNumbers) => {
      const data = { erasureId: randomUUID(), orderNumbers: [...orderNumbers], erasedAt: NOW };
      const occasion = { correlationId: 'c', causationId: null, traceparent: null, brandId, occurredAt: NOW };
      const told = toOutgoing(privacySubjectErased, { ...occasion, data });
      await bus.js.publish(told.subject, told.payload);
    },
    open: async (brandId, ticket) => {
      const ticketId = helpdesks[brandId].open(ticket);
      await notify(brandId, ticketId);
      return ticketId;
    },
    ticket: (brandId, ticketId) => readTicket(db, brandId, ticketId),
    settled: (brandId, ticketId) =>
      until(
        () => readTicket(db, brandId, ticketId),
        ({ state }) => state === 'settled',
      ),
    events: (subject) => readEvents(bus, subject),
    token: (brandId, claims = {}, key = keyOf(brandId)) => signToken({ brandId, claims, key }),
    ask: (ticketId, token, query = '') => ask(`${url}/sidebar/tickets/${ticketId}${query}`, token),
    close: async () => {
      for (const part of [rpc, service, others, bus]) await part.close();
      await db.destroy();
      await database.drop();
      await nats.stop();
    },
  };
}

function correctionOf(brandId: BrandId, request: CorrectionShape): OutgoingEvent {
  const key = `correction of ${brandId} ${request.ticketId}`;
  const corrected = { condition: 'out_for_delivery', saidAt: '2026-11-21T08:00:00.000Z' } as const;
  const usual = { key, orderId: 'o1', orderNumber: null, token: 't', locale: null, usefulUntil: null };
  const facts = { condition: 'correction', factAt: NOW, parcelIds: ['p1'], corrected } as const;
  const occasion = { correlationId: 'c', causationId: null, traceparent: null, brandId, occurredAt: NOW };
  const data = { ...usual, ...facts, ...request, parcelIds: ['p1'] };
  return toOutgoing(decisionTicketRequested, { ...occasion, data });
}

function configFor(databaseUrl: string, natsUrl: string): DeflectionConfig {
  return {
    databaseUrl,
    natsUrl,
    host: '127.0.0.1',
    port: 0,
    brandsFolder: '',
    logLevel: 'silent' as const,
    trustedProxies: [],
    digestSecret: 'a-secret-for-digests',
    publicUrl: 'https://tidings.example',
    portalUrl: 'https://{host}',
    leaseSeconds: 60,
    sweepSeconds: 3_600,
  };
}

async function postNotice(
  url: string,
  notice: NoticeOptions & { readonly brandId: BrandId; readonly ticketId: string },
): Promise<Response> {
  const { brandId, ticketId, event = 'ticket_created', secret = secretOf(brandId) } = notice;
  const body = notice.body ?? JSON.stringify({ ticket_id: ticketId, event });
  const plugin = findHelpdeskPlugin('zendesk');
  const signed = plugin?.webhook.sign(Buffer.from(body), secret, new Date().toISOString()) ?? {};
  const headers = { ...signed, 'x-zendesk-webhook-invocation-id': notice.deliveryId ?? randomUUID() };
  return fetch(`${url}/hooks/${brandId}/zendesk`, { method: 'POST', headers, body });
}

async function readTicket(db: Kysely<unknown>, brandId: string, ticketId: string): Promise<TicketRow> {
  const { rows } = await sql<TicketRow>`
    select state, outcome, because from ticket
    where brand_id = ${brandId} and ticket_id = ${ticketId}`.execute(db);
  return rows[0] ?? { state: 'unknown', outcome: null, because: null };
}

async function countOwners(db: Kysely<unknown>, brandId: string, orderNumber: string): Promise<number> {
  const { rows } = await sql`
    select 1 from order_owner
    where brand_id = ${brandId} and order_number = ${orderNumber.toUpperCase()}`.execute(db);
  return rows.length;
}

async function readEvents(
  bus: Awaited<ReturnType<typeof connectBus>>,
  subject: string,
): Promise<Record<string, unknown>[]> {
  const stream = eventCatalogue.find((event) => event.subject === subject)?.stream ?? 'SUPPORT';
  const found: Record<string, unknown>[] = [];
  for await (const event of readStream(bus.jsm, stream))
    if (event.subject === subject)
      found.push((JSON.parse(event.text) as { data: Record<string, unknown> }).data);
  return found;
}

async function signToken(asked: {
  readonly brandId: BrandId;
  readonly claims: Record<string, unknown>;
  readonly key: string;
}): Promise<string> {
  const { brandId, claims, key } = asked;
  const usual = {
    iss: `${brandId}.zendesk.com`,
    aud: 'https://tidings.example',
    sub: '77',
    exp: Math.floor(Date.now() / 1_000) + 60,
  };
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(key));
}

async function ask(
  url: string,
  token: string | null,
): Promise<{ status: number; json: unknown; text: string }> {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const { status, text } = await httpGet(url, headers);
  return { status, text, json: JSON.parse(text) };
}

function recorded({ orderNumber, placedAt }: OrderSnapshot, email: string) {
  return commerceOrderRecorded.schema.parse({
    receiptId: randomUUID(),
    source: 'shop',
    receivedAt: NOW,
    contact: { email },
    order: { number: orderNumber, placedAt: placedAt ?? NOW, updatedAt: NOW, lines: [] },
  });
}

function aBrand(id: BrandId): Brand {
  return brandSchema.parse({
    id,
    name: id,
    hosts: { portal: `track.${id}.example` },
    locale: 'en-GB',
    zone: 'Europe/London',
    support: { email: `help@${id}.example` },
    sender: { name: id, email: `ship@${id}.example` },
    postalAddress: ['1 Road'],
    helpdesk: {
      plugin: 'zendesk',
      mode: id === 'shadow' || id === 'assist' ? id : 'auto',
      webhookSecrets: [secretOf(id)],
      macros: {
        in_transit: 'Tidings::On its way',
        not_shipped: 'tidings::not shipped yet',
        ...(id !== 'bolt' && { held: 'Tidings::On hold' }),
      },
      fields: { summary: '7001', expected: '7002', order_number: '7004' },
      sidebar: { keys: [keyOf(id)], issuer: `${id}.zendesk.com` },
    },
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
