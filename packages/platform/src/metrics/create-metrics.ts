import { collectDefaultMetrics, Registry } from 'prom-client';

/** Of the event loop's delays, which contain it. At the default of 10 ms a service that does nothing wakes 100 times a second. */
const LOOP_DELAY_PRECISION_MS = 100;

/** A registry of its own for one service, so that several in one process stay apart; each line says whose it is. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_DELAY_PRECISION_MS });
  return registry;
}
