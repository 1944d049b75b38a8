import { type Migration, schemaLag } from '@tidings/database';
import type { Bus, ConsumerHealth, RelayHealth } from '@tidings/messaging';
import type { Kysely } from 'kysely';
import type { ReadinessCheck } from './readiness.js';

export function busIsConnected(bus: Pick<Bus, 'isConnected'>): ReadinessCheck {
  return () => (bus.isConnected ? null : 'not connected to NATS');
}

export function schemaIsCurrent<Schema>(
  db: Kysely<Schema>,
  migrations: readonly Migration[],
): ReadinessCheck {
  return () => schemaLag(db, migrations);
}

/** Every consumer heard from the server lately: heartbeats come every 2.5 s, so a quiet one has lost its place. */
export function consumersAreAlive(
  host: { health(): readonly ConsumerHealth[] },
  { maxQuietMs = 15_000 }: { readonly maxQuietMs?: number } = {},
): ReadinessCheck {
  return () => {
    const quiet = host.health().flatMap(({ durable, lastActivityAt }) => {
      const quietMs = Date.now() - Date.parse(lastActivityAt);
      return quietMs > maxQuietMs ? [`${durable} was last polled ${Math.round(quietMs / 1_000)} s ago`] : [];
    });
    return quiet.length === 0 ? null : quiet.join('; ');
  };
}

export function relayKeepsUp(
  relay: { health(): RelayHealth },
  { maxLagMs = 15_000 }: { readonly maxLagMs?: number } = {},
): ReadinessCheck {
  return () => {
    const { lagMs } = relay.health();
    return lagMs > maxLagMs ? `the outbox is ${Math.round(lagMs / 1_000)} s behind` : null;
  };
}
