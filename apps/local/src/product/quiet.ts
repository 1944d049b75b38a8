import type { NatsConnection } from '@nats-io/transport-node';
import type { Instant } from '@tidings/domain';
import type pg from 'pg';
import { readBacklog } from '../harness/read-backlog.js';
import { untilSteady } from '../harness/until.js';
import type { WebhookSender } from '../zendesk/deliver-webhooks.js';

const QUIET_TIMEOUT_MS = 60_000;

export interface QuietSources {
  readonly client: pg.Pool;
  readonly connection: NatsConnection;
  /** Null where no helpdesk tells of tickets. */
  readonly webhooks: Pick<WebhookSender, 'pending'> | null;
}

/** Resolves when everything that was taken in has been decided and said, no ticket waits, and nothing is due at `now`. */
export async function untilQuiet(sources: QuietSources, now: () => Instant): Promise<void> {
  await untilSteady('everything taken in is worked off', QUIET_TIMEOUT_MS, async () => {
    const underWay = sources.webhooks?.pending ?? 0;
    const { pending, outbox } = await readBacklog(sources);
    const isWaiting = [underWay, ...Object.values(pending), ...Object.values(outbox)].some(
      (count) => count > 0,
    );
    return !isWaiting && (await countDue(sources.client, now())) === 0;
  });
}

/** The first instant at which the engine means to look at an order; null when there is none. */
export async function nextActionAt(client: pg.Pool): Promise<Instant | null> {
  const { rows } = await client.query<{ at: Date | null }>(`select min(due_at) as at from engine.orders`);
  return rows[0]?.at?.toISOString() ?? null;
}

async function countDue(client: pg.Pool, now: Instant): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `select (select count(*) from engine.orders where due_at <= $1)
       + (select count(*) from notifier.send where settled_at is null and state <> 'held')
       + (select count(*) from deflection.ticket
          where state in ('waiting', 'leased') and because is distinct from 'paused')
       + (select count(*) from deflection.correction
          where state in ('waiting', 'leased') and because is distinct from 'paused') as count`,
    [now],
  );
  return Number(rows[0]?.count);
}
