import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createDatabase, migratedTemplate, waitingEvents } from '@tidings/database';
import { firstPolicy, type Instant, type Order, SOURCE_RANKS, type TrackingEvent } from '@tidings/domain';
import { AdvanceableClock } from '@tidings/platform';
import { createTestDatabase, type TestDatabase } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import { migrations } from '../adapters/postgres/migrations.js';
import { unpackParcels } from '../adapters/postgres/packed-facts.js';
import { PostgresDurationStore } from '../adapters/postgres/postgres-duration-store.js';
import { PostgresOrderStore } from '../adapters/postgres/postgres-order-store.js';
import { PostgresIncidentStore } from '../adapters/postgres/postgres-incident-store.js';
import { PostgresPolicyStore } from '../adapters/postgres/postgres-policy-store.js';
import { type EngineSchema, SCHEMA } from '../adapters/postgres/schema.js';
import type { Change } from '../core/change.js';
import { DurationsBoard } from '../core/durations-board.js';
import { IncidentBoard } from '../core/incident-board.js';
import { PolicyBoard } from '../core/policy-board.js';
import { ProcessChanges } from '../core/process-changes.js';
import { type BrandRules, BrandRulesSource } from '../ports/brand-rules.js';
import { VisibilityBoard } from '../ports/visibility-board.js';
import { buildOrder } from './events.js';

const week = { zone: 'UTC', workingDays: [1, 2, 3, 4, 5], holidays: new Set<string>() };

/** The rules of every brand as their files would have them. */
export class OneRule extends BrandRulesSource {
  override rulesOf(brandId: string): BrandRules {
    return {
      brandId,
      policy: firstPolicy(),
      warehouse: { ...week, opensAt: 540, closesAt: 1020, cutOff: 900 },
      handlingBusinessHours: 8,

      cartMails: [],
      carrierDays: week,
      sourceRanks: new Map([
        ['shop', SOURCE_RANKS.shop],
        ['fedex', SOURCE_RANKS.carrier],
      ]),
      speaksFrom: '2026-01-01T00:00:00.000Z',
    };
  }
}

class OneSight extends VisibilityBoard {
  override visibilityOf() {
    return { lastProvenAt: bed.clock.now(), blindSince: bed.blindSince };
  }
}

/** The engine of a spec, on a database of its own: see `useEngine`. */
export interface EngineBed {
  clock: AdvanceableClock;
  db: Kysely<EngineSchema>;
  /** Of this engine; another replica has its own. */
  brands: PolicyBoard;
  incidents: IncidentBoard;
  engine: ProcessChanges;
  /** Since when the source cannot see; null while it can. */
  blindSince: Instant | null;
}

interface KeptEvent {
  /** Null: of an orphan. */
  readonly number: string | null;
  readonly brandId: string;
  readonly event: TrackingEvent;
}

let bed: EngineBed;

/** The policies of one replica, unread. */
export function openBoard(db: Kysely<EngineSchema>): PolicyBoard {
  const log = { warn: () => undefined };
  const durations = new DurationsBoard(new PostgresDurationStore(db));
  return new PolicyBoard({
    configured: new OneRule(),
    policies: new PostgresPolicyStore(db),
    durations,
    log,
  });
}

let database: TestDatabase;
let db: Kysely<EngineSchema>;

/** The engine forgets all, and it is nine o'clock on 2 March 2026 again. */
export async function startAnew(): Promise<void> {
  await sql`truncate incidents, troubles, duration_lessons, durations, statements, shadow_decisions, shadow_orders, policy_uses, policy_versions, promises, orders, wakes, parcels, decisions, cases, outbox`.execute(
    db,
  );
  const clock = new AdvanceableClock('2026-03-02T09:00:00.000Z');
  const brands = openBoard(db);
  await brands.refresh();
  const incidents = new IncidentBoard({ rules: brands, incidents: new PostgresIncidentStore(db), clock });
  await incidents.refresh();
  const engine = new ProcessChanges({
    store: new PostgresOrderStore(db, () => undefined),
    brands: incidents,
    visibility: new OneSight(),
    clock,
    newId: randomUUID,
    newToken: randomUUID,
  });
  bed = { clock, db, brands, incidents, engine, blindSince: null };
}

/** Every event that the engine keeps of parcels, with its order's number and brand. */
export async function keptEvents(): Promise<readonly KeptEvent[]> {
  const rows = await db.selectFrom('orders').select(['number', 'brand_id', 'parcels']).execute();
  return rows.flatMap(({ number, brand_id: brandId, parcels }) =>
    unpackParcels(parcels).flatMap(({ events }) => events.map((event) => ({ number, brandId, event }))),
  );
}

/** An engine that knows nothing, before each test of a spec. */
export function useEngine(): () => EngineBed {
  beforeAll(async () => {
    database = await createTestDatabase(migratedTemplate(SCHEMA, migrations));
    const log = { warn: () => undefined };
    db = createDatabase({ url: database.url, schema: SCHEMA, applicationName: 'spec', log });
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });
  beforeEach(startAnew);
  return () => bed;
}

export const origin = { correlationId: 'c', causationId: null, traceparent: null };

interface Reporting {
  readonly brandId?: string;
  readonly isHistory?: boolean;
  readonly source?: string;
  readonly orderNumber?: string | null;
}

export function reported(events: TrackingEvent[], options: Reporting = {}): Change {
  const { brandId = 'acme', isHistory = false, source = 'easypost', orderNumber = null } = options;
  const [first] = events;
  const receivedAt = bed.clock.now();
  const report = {
    receiptId: randomUUID(),
    part: 0,
    source,
    orderNumber,
    receivedAt,
    isHistory,
  };
  return {
    kind: 'report',
    brandId,
    ...origin,
    report: { ...report, parcelRef: first?.parcelRef ?? null, events },
  };
}

export function ordered(order: Order, brandId = 'acme', isHistory = false): Change {
  const recorded = { receiptId: randomUUID(), source: 'shop', receivedAt: bed.clock.now(), isHistory };
  return { kind: 'order', brandId, ...origin, recorded: { ...recorded, order, contact: null } };
}

export function orderWith(numbers: readonly string[], number = '1001'): Order {
  const placedAt = '2026-03-02T08:00:00.000Z';
  const shipments = numbers.map((trackingNumber, index) => ({
    id: `s${index}`,
    status: 'open' as const,
    carrier: 'fedex',
    trackingNumber,
    createdAt: placedAt,
    lines: [{ lineId: '1', quantity: 1 }],
  }));
  return buildOrder({ number, placedAt, shipments });
}

export async function decisions(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select condition || ' ' || outcome as line from decisions order by decided_at, condition`.execute(bed.db);
  return rows.map(({ line }) => line);
}

interface Envelope {
  readonly brandId: string;
  readonly data: Record<string, unknown>;
}

async function envelopes(subject: string): Promise<readonly Envelope[]> {
  return (await waitingEvents(bed.db, subject)).map(({ payload }) => JSON.parse(payload) as Envelope);
}

export async function outgoing(subject: string): Promise<Record<string, unknown>[]> {
  return (await envelopes(subject)).map(({ data }) => data);
}

/** That every message that was asked for has left by now, by mail. */
export async function departures(): Promise<Change[]> {
  const at = bed.clock.now();
  const left = { state: 'sent' as const, because: null, channel: 'email', shown: [], at };
  return (await envelopes('decision.message.requested.v1')).map(({ brandId, data: { key, orderId } }) => ({
    kind: 'settled',
    brandId,
    ...origin,
    settled: { key: String(key), orderId: String(orderId), ...left },
  }));
}

/** Every message that was asked for leaves. */
export async function sendAll(): Promise<void> {
  await bed.engine.process(await departures());
}

export async function at(instant: Instant, ...changes: Change[]): Promise<void> {
  bed.clock.advanceTo(instant);
  await bed.engine.process(changes);
}
