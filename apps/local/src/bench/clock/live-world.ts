import {
  commerceOrderRecorded,
  type EventContract,
  messagingMessageSettled,
  type OutgoingEvent,
  toOutgoing,
  trackingReportRecorded,
} from '@tidings/contracts';
import { addHours, type HistoryEntry, type Instant, type Stated } from '@tidings/domain';
import { type Bus, Publisher } from '@tidings/messaging';
import type { AdvanceableClock } from '@tidings/platform';
import { simulate, SOURCE } from '@tidings/simulator';
import type pg from 'pg';
import { until } from '../../harness/until.js';

export interface LivingWorld {
  readonly brandId: string;
  readonly clock: AdvanceableClock;
  readonly bus: Bus;
  readonly pool: pg.Pool;
}

const SEED = 1;
const SETTLE_TIMEOUT_MS = 60_000;
const DURABLES = ['decision-engine-reports', 'decision-engine-orders', 'decision-engine-settled'];

export interface Life {
  /** Orders. */
  readonly lived: number;
  readonly stepHours: number;
  readonly until: Instant;
}

/**
 * Lives some days of a simulated world through the running engine, message by message, so that orders in every state stand
 * in its tables as they do in a shop's.
 */
export async function liveThrough(world: LivingWorld, { lived, stepHours, until: end }: Life): Promise<void> {
  const { clock } = world;
  const entries = simulate({ seed: SEED, orders: lived });
  let next = entries.next();
  while (clock.now() < end) {
    clock.advanceTo(addHours(clock.now(), stepHours));
    const events: OutgoingEvent[] = [];
    for (; next.done !== true && next.value.at <= clock.now(); next = entries.next())
      if (next.value.kind !== 'truth') events.push(...toEvents(world.brandId, next.value));
    await publish(world, events);
    await publish(world, await sendAll(world));
  }
}

/** Publishes, and waits until the engine has worked off all of it and looked at its clock. */
async function publish({ bus, pool, clock }: LivingWorld, events: readonly OutgoingEvent[]): Promise<void> {
  await new Publisher(bus).publish(events);
  await until('the engine has worked off what came', SETTLE_TIMEOUT_MS, async () => {
    const streams = ['TRACKING', 'COMMERCE', 'MESSAGING'];
    const lists = await Promise.all(streams.map((stream) => bus.jsm.consumers.list(stream).next()));
    const waiting = lists
      .flat()
      .filter(({ config }) => DURABLES.includes(config.durable_name ?? ''))
      .reduce((sum, info) => sum + info.num_pending + info.num_ack_pending, 0);
    return waiting === 0 && !(await isAnyDue(pool, clock.now())) ? true : null;
  });
}

/**
 * Asks for one only, since it is asked while others are measured, and for the one that is taken last: before the first that
 * are left, the index is full of those that are gone.
 */
export async function isAnyDue(pool: pg.Pool, asOf: Instant): Promise<boolean> {
  const { rowCount } = await pool.query(
    'select 1 from engine.wakes where wake_at <= $1 order by wake_at desc, order_id desc limit 1',
    [asOf],
  );
  return rowCount !== 0;
}

let receipts = 0;

function toEvents(brandId: string, entry: HistoryEntry): OutgoingEvent[] {
  const receiptId = `bench-${(receipts += 1)}`;
  const told = { receiptId, source: SOURCE, receivedAt: entry.at, isHistory: false };
  if (entry.kind === 'order')
    return [toEvent(commerceOrderRecorded, brandId, { ...told, order: entry.order, contact: null })];
  if (entry.kind !== 'report') return [];
  const { orderNumber, parcelRef } = entry;
  const events = entry.events.map((event) => ({ ...event, brandId }));
  return [toEvent(trackingReportRecorded, brandId, { ...told, part: 0, orderNumber, parcelRef, events })];
}

function toEvent<Data>(contract: EventContract<Data>, brandId: string, data: Data): OutgoingEvent {
  const occurredAt = (data as { receivedAt?: Instant }).receivedAt ?? (data as { at: Instant }).at;
  return toOutgoing(contract, {
    brandId,
    occurredAt,
    correlationId: 'bench',
    causationId: null,
    traceparent: null,
    data,
  });
}

interface Asked {
  readonly id: string;
  readonly key: string;
  readonly stated: Readonly<Record<string, Stated>>;
}

/** As the notifier would answer: every message that was asked for has left, and showed the stated dates. */
async function sendAll({ pool, clock, brandId }: LivingWorld): Promise<readonly OutgoingEvent[]> {
  const { rows } = await pool.query<Asked>(
    `select distinct on (key) o.id, row ->> 'messageKey' as key, o.stated
     from engine.orders o, json_array_elements(o.ledger) as row where row ->> 'speech' = 'requested' order by key`,
  );
  return rows.map(({ id, key, stated }) =>
    toEvent(messagingMessageSettled, brandId, {
      key,
      orderId: id,
      state: 'sent',
      because: null,
      channel: 'email',
      shown: Object.entries(stated).flatMap(([parcelId, { estimate }]) =>
        estimate === null
          ? []
          : [
              {
                promised: 'delivery' as const,
                parcelId: parcelId === id ? null : parcelId,
                from: estimate.from,
                to: estimate.to,
                face: 'mail' as const,
              },
            ],
      ),
      at: clock.now(),
    }),
  );
}
