import { cpuSecondsOf } from '../harness/process-usage.js';
import { SERVICE_NAMES, type ServiceName, usageOf } from '../harness/services.js';
import type { PipelineBed } from './pipeline-bed.js';

export const CONSUMERS_OF_CPU = [...SERVICE_NAMES, 'postgres', 'nats', 'generator'] as const;
export type ConsumerOfCpu = (typeof CONSUMERS_OF_CPU)[number];
/** `generator` is this process: the load and the mail server. */
export type CpuSeconds = Readonly<Record<ConsumerOfCpu, number>>;

export async function readCpu({ services, infrastructure }: PipelineBed): Promise<CpuSeconds> {
  const { postgres, nats } = infrastructure;
  const [usage, ofPostgres, ofNats] = await Promise.all([
    usageOf(services),
    cpuSecondsOf(postgres.pid),
    nats.pid === null ? 0 : cpuSecondsOf(nats.pid),
  ]);
  const own = process.cpuUsage();
  return {
    ...(mapServices((name) => usage[name].cpuSeconds) as Record<ServiceName, number>),
    postgres: ofPostgres,
    nats: ofNats,
    generator: (own.user + own.system) / 1_000_000,
  };
}

export function cpuBetween(from: CpuSeconds, to: CpuSeconds): CpuSeconds {
  return Object.fromEntries(CONSUMERS_OF_CPU.map((name) => [name, to[name] - from[name]])) as CpuSeconds;
}

/** The services, Postgres and NATS: all that production would run, without the load and the mail server. */
export function productSeconds(cpu: CpuSeconds): number {
  const { generator: _, ...product } = cpu;
  return Object.values(product).reduce((sum, seconds) => sum + seconds, 0);
}

/** Megabytes of all services together. */
export async function readPss({ services }: PipelineBed): Promise<Readonly<Record<ServiceName, number>>> {
  const usage = await usageOf(services);
  return mapServices((name) => usage[name].pssMegabytes) as Record<ServiceName, number>;
}

function mapServices(value: (name: ServiceName) => number): Partial<Record<ServiceName, number>> {
  return Object.fromEntries(SERVICE_NAMES.map((name) => [name, value(name)]));
}
