import { collectDefaultMetrics, Registry } from 'prom-client';

/** A registry of its own for one service, so that several in one process stay apart; each line says whose it is. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}
