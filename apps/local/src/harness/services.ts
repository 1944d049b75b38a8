import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { migrateAll } from './migrate-all.js';
import { Service, type ServiceUsage } from './spawn-service.js';
import type { Infrastructure } from './start-infrastructure.js';
import type { Teardown } from './teardown.js';
import { type BrandSettings, writeBrands } from './write-brands.js';

/** In the order in which they are started: each one's consumers exist before what it consumes is produced. */
export const SERVICE_NAMES = ['answers', 'notifier', 'decision-engine', 'ingestion'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

export type Services = Readonly<Record<ServiceName, Service>>;

export interface ServicesOptions {
  readonly infrastructure: Infrastructure;
  readonly brands: BrandSettings;
  /** Beyond what every run needs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Node's own options, for one service: to profile it. */
  readonly nodeOptions?: Partial<Record<ServiceName, readonly string[]>>;
}

/** Every service as a process of its own over the same infrastructure, migrated and ready. */
export async function startServices(teardown: Teardown, options: ServicesOptions): Promise<Services> {
  const { folder, postgres, nats, mail } = options.infrastructure;
  const brandsFolder = join(folder, 'brands');
  await writeBrands(brandsFolder, options.brands);
  await migrateAll(postgres.url);
  const env = {
    DATABASE_URL: postgres.url,
    NATS_URL: nats.url,
    SMTP_URL: mail.url,
    BRANDS_FOLDER: brandsFolder,
    DIGEST_SECRET: randomBytes(24).toString('base64url'),
    ...options.env,
  };
  const start = async (name: ServiceName): Promise<readonly [ServiceName, Service]> => {
    const nodeOptions = options.nodeOptions?.[name];
    const prepared = await Service.prepare({ name, env, folder, nodeOptions });
    const service = teardown.add(prepared, (it) => it.stop());
    await service.start();
    return [name, service];
  };
  return Object.fromEntries(await Promise.all(SERVICE_NAMES.map(start))) as Services;
}

export async function usageOf(services: Services): Promise<Record<ServiceName, ServiceUsage>> {
  const entries = SERVICE_NAMES.map(async (name) => [name, await services[name].usage()] as const);
  return Object.fromEntries(await Promise.all(entries)) as Record<ServiceName, ServiceUsage>;
}
