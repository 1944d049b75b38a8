import type { ConsumerHealth, RelayHealth } from '@tidings/messaging';
import { Gauge, type Registry } from 'prom-client';

/** How far the outbox is behind, as read when the metrics are asked for. */
export function watchOutbox(metrics: Registry, relay: { health(): RelayHealth }): void {
  const lag: Gauge = new Gauge({
    name: 'outbox_lag_seconds',
    help: 'The age that an event can have that has not been published yet.',
    registers: [metrics],
    collect: () => lag.set(relay.health().lagMs / 1_000),
  });
}

/** How far each consumer is behind, as read when the metrics are asked for. */
export function watchConsumers(metrics: Registry, consumers: { health(): readonly ConsumerHealth[] }): void {
  const settled: Gauge<'durable'> = new Gauge({
    name: 'consumer_settled_events',
    help: 'Events that this process is done with since it started, dead letters included.',
    labelNames: ['durable'],
    registers: [metrics],
    collect: () =>
      consumers.health().forEach((consumer) => settled.set({ durable: consumer.durable }, consumer.settled)),
  });
  const pending: Gauge<'durable'> = new Gauge({
    name: 'consumer_pending_messages',
    help: 'Messages that were not delivered to anybody yet, as of the last one. One holds up to 32 events.',
    labelNames: ['durable'],
    registers: [metrics],
    collect: () =>
      consumers.health().forEach((consumer) => pending.set({ durable: consumer.durable }, consumer.pending)),
  });
}
