import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { migrateAll } from './migrate-all.js';
import { Service, type ServiceOptions, type ServiceUsage } from './spawn-service.js';
import type { Infrastructure } from './start-infrastructure.js';
import type { Teardown } from './teardown.js';
import { type BrandSettings, writeBrands } from './write-brands.js';

/** In the order in which they are started: each one's consumers exist before what it consumes is produced. */
export const SERVICE_NAMES = ['answers', 'notifier', 'decision-engine', 'ingestion'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

export type Services = Readonly<Record<ServiceName, Service>>;

export interface ServiceEnvironment {
  readonly infrastructure: Infrastructure;
  /** Beyond what every run needs. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

export interface ServicesOptions extends ServiceEnvironment {
  readonly brands: BrandSettings;
  /** Node's own options, for one service: to profile it. */
  readonly nodeOptions?: Partial<Record<ServiceName, readonly string[]>>;
}

/** Every service as a process of its own over the same infrastructure, migrated and ready. */
export async function startServices(teardown: Teardown, options: ServicesOptions): Promise<Services> {
  const { folder, postgres } = options.infrastructure;
  await writeBrands(brandsFolderIn(folder), options.brands);
  await migrateAll(postgres.url);
  const env = environmentOf(options);
  const start = async (name: ServiceName): Promise<readonly [ServiceName, Service]> => {
    const nodeOptions = options.nodeOptions?.[name];
    return [name, await startService(teardown, { name, env, folder, nodeOptions })];
  };
  return Object.fromEntries(await Promise.all(SERVICE_NAMES.map(start))) as Services;
}

/** As many processes of deflection as replicas are asked for, beside services that run. */
export function startDeflection(
  teardown: Teardown,
  { replicas, ...options }: ServiceEnvironment & { readonly replicas: number },
): Promise<Service[]> {
  const { folder } = options.infrastructure;
  const env = environmentOf(options);
  const start = (): Promise<Service> => startService(teardown, { name: 'deflection', env, folder });
  return Promise.all(Array.from({ length: replicas }, start));
}

function environmentOf({ infrastructure, env }: ServiceEnvironment): Record<string, string> {
  const { folder, postgres, nats, mail } = infrastructure;
  return {
    DATABASE_URL: postgres.url,
    NATS_URL: nats.url,
    SMTP_URL: mail.url,
    BRANDS_FOLDER: brandsFolderIn(folder),
    DIGEST_SECRET: randomBytes(24).toString('base64url'),
    ...env,
  };
}

const brandsFolderIn = (folder: string): string => join(folder, 'brands');

async function startService(teardown: Teardown, options: ServiceOptions): Promise<Service> {
  const service = teardown.add(await Service.prepare(options), (it) => it.stop());
  await service.start();
  return service;
}

export async function usageOf(services: Services): Promise<Record<ServiceName, ServiceUsage>> {
  const entries = SERVICE_NAMES.map(async (name) => [name, await services[name].usage()] as const);
  return Object.fromEntries(await Promise.all(entries)) as Record<ServiceName, ServiceUsage>;
}
