import { z } from 'zod';

/** The variables that every service reads; a service adds its own by `.extend`. */
export function serviceEnvironment(defaultPort: number) {
  return z.object({
    DATABASE_URL: z.url(),
    NATS_URL: z.string().default('nats://127.0.0.1:4222'),
    HOST: z.string().default('0.0.0.0'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(defaultPort),
    BRANDS_FOLDER: z.string().default('brands'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  });
}

export type ServiceEnvironment = z.infer<ReturnType<typeof serviceEnvironment>>;

/** The same under the names that code uses. */
export function toServiceConfig(env: ServiceEnvironment) {
  return {
    databaseUrl: env.DATABASE_URL,
    natsUrl: env.NATS_URL,
    host: env.HOST,
    port: env.PORT,
    brandsFolder: env.BRANDS_FOLDER,
    logLevel: env.LOG_LEVEL,
  };
}

/** Addresses of proxies whose `x-forwarded-for` is believed, separated by commas. */
export const trustedProxies = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter((address) => address !== ''));
