import {
  answersOrderFind,
  answersOrderGet,
  commerceOrderRecorded,
  privacySubjectErased,
  type EventContract,
  orderSnapshotUpdated,
  type ReplyOf,
  type RequestOf,
  toOutgoing,
} from '@tidings/contracts';
import { createDatabase, migrate } from '@tidings/database';
import type { Contact, OrderSnapshot } from '@tidings/domain';
import { connectBus, createRpcClient, Publisher, readStream } from '@tidings/messaging';
import { AdvanceableClock, type Brand, Brands, brandSchema, createLogger } from '@tidings/platform';
import { httpGet } from '@tidings/testing';
import type { Kysely } from 'kysely';
import { migrations } from '../adapters/postgres/migrations.js';
import { createAnswers } from '../create-answers.js';

const NOW = '2026-11-22T12:00:00.000Z';
export const KEY = { acme: 'acme-key-0123456789', bolt: 'bolt-key-0123456789', slow: 'slow-key-0123456789' };

export interface Told {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
  readonly headers: Awaited<ReturnType<typeof httpGet>>['headers'];
}

/** The service as it runs: fed over the bus, asked over HTTP and RPC. */
export interface RunningAnswers {
  readonly db: Kysely<unknown>;
  /** All of one brand. */
  tellSnapshots(...snapshots: readonly OrderSnapshot[]): Promise<void>;
  /** An order of acme's. */
  tellOrder(number: string, contact: Contact | null, updatedAt?: string): Promise<void>;
  tellErasure(number: string, erasedAt: string): Promise<void>;
  ask(query: Record<string, string>, key?: string | null): Promise<Told>;
  get(brandId: string, by: RequestOf<typeof answersOrderGet>['by']): Promise<ReplyOf<typeof answersOrderGet>>;
  find(asked: RequestOf<typeof answersOrderFind>): Promise<ReplyOf<typeof answersOrderFind>>;
  /** What the stream holds of an event. */
  told(contract: Pick<EventContract, 'stream' | 'subject'>): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface AnswersSetting {
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly questionsPerMinute?: number;
}

export async function startAnswers(servers: AnswersSetting): Promise<RunningAnswers> {
  await migrate({ url: servers.databaseUrl, schema: 'answers', migrations });
  const logger = createLogger({ service: 'answers', level: 'silent' });
  const config = {
    questionsPerMinute: 600,
    ...servers,
    host: '127.0.0.1',
    port: 0,
    brandsFolder: '',
    logLevel: 'silent' as const,
    trustedProxies: [],
    digestSecret: 'a-secret-for-digests',
  };
  const brands = new Brands([aBrand('acme'), aBrand('bolt'), aBrand('slow')]);
  const service = await createAnswers(config, { clock: new AdvanceableClock(NOW), brands, logger });
  const bus = await connectBus({ servers: servers.natsUrl, name: 'spec', log: logger });
  const rpc = createRpcClient({ servers: servers.natsUrl, name: 'spec' });
  const db = createDatabase<unknown>({
    url: servers.databaseUrl,
    schema: 'answers',
    applicationName: 'spec',
    log: logger,
  });
  const publish = async <Data>(contract: EventContract<Data>, brandId: string, datas: readonly Data[]) => {
    const occasion = {
      brandId,
      occurredAt: NOW,
      correlationId: 'spec',
      causationId: null,
      traceparent: null,
    };
    const outcomes = await new Publisher(bus).publish(
      datas.map((data) => toOutgoing(contract, { ...occasion, data })),
    );
    if (outcomes.some(({ kind }) => kind !== 'stored')) throw new Error(JSON.stringify(outcomes));
  };
  let receipts = 0;
  return {
    db,
    tellSnapshots: (...snapshots) => publish(orderSnapshotUpdated, snapshots[0]?.brandId ?? '', snapshots),
    tellOrder: (number, contact, updatedAt = NOW) =>
      publish(commerceOrderRecorded, 'acme', [
        recordedOrder(`r${receipts++}`, { number, contact, updatedAt }),
      ]),
    tellErasure: (number, erasedAt) =>
      publish(privacySubjectErased, 'acme', [{ erasureId: `e${number}`, orderNumbers: [number], erasedAt }]),
    ask: (query, key = KEY.acme) => ask(`${service.url}/v1/order-status`, query, key),
    get: (brandId, by) => rpc.call(answersOrderGet, { brandId, by }),
    find: (asked) => rpc.call(answersOrderFind, asked),
    told: (contract) => readEvents(bus, contract),
    async close() {
      await rpc.close();
      await service.close();
      await bus.close();
      await db.destroy();
    },
  };
}

async function readEvents(
  bus: Awaited<ReturnType<typeof connectBus>>,
  { stream, subject }: Pick<EventContract, 'stream' | 'subject'>,
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for await (const event of readStream(bus.jsm, stream))
    if (event.subject === subject)
      found.push((JSON.parse(event.text) as { data: Record<string, unknown> }).data);
  return found;
}

async function ask(url: string, query: Record<string, string>, key: string | null): Promise<Told> {
  const headers = key === null ? {} : { authorization: `Bearer ${key}` };
  const answer = await httpGet(`${url}?${new URLSearchParams(query).toString()}`, headers);
  return { ...answer, json: JSON.parse(answer.text) as Record<string, unknown> };
}

function recordedOrder(
  receiptId: string,
  { number, contact, updatedAt }: { number: string; contact: Contact | null; updatedAt: string },
) {
  return commerceOrderRecorded.schema.parse({
    receiptId,
    source: 'shop',
    receivedAt: NOW,
    contact,
    order: {
      number,
      placedAt: NOW,
      updatedAt,
      lines: [],
      destination: { country: 'US', postalCode: '94601' },
    },
  });
}

function aBrand(id: keyof typeof KEY): Brand {
  return brandSchema.parse({
    id,
    name: id,
    hosts: { portal: `track.${id}.example` },
    locale: 'en-US',
    zone: 'America/New_York',
    support: { email: `help@${id}.example` },
    sender: { name: id, email: `ship@${id}.example` },
    postalAddress: ['1 Road'],
    apiKeys: [KEY[id]],
    warehouse: {
      workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
      zone: 'America/New_York',
      opensAt: '09:00',
      cutOff: '15:00',
      closesAt: '17:00',
      handlingBusinessHours: 8,
    },
    speaksFrom: '2026-01-01T00:00:00.000Z',
    gate: { breaker: { hourlyFloor: 10, timesUsual: 5, shareOfLive: 0.05 } },
  });
}
