import { type Environment, readConfig } from '@tidings/platform';
import { z } from 'zod';

const configSchema = z
  .object({
    DATABASE_URL: z.url(),
    NATS_URL: z.string().default('nats://127.0.0.1:4222'),
    HOST: z.string().default('0.0.0.0'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
    BRANDS_FOLDER: z.string().default('brands'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    /** Comma-separated addresses whose `x-forwarded-for` is believed. */
    TRUSTED_PROXIES: z.string().default(''),
    /** The largest delivery; beyond it the answer is 413. */
    MAX_BODY_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(5 * 1024 * 1024),
    /** How old an unpublished event may get before further deliveries are put off. */
    MAX_RELAY_LAG_SECONDS: z.coerce.number().int().positive().default(3_600),
    /** Deliveries that may wait to be written before further ones are put off. */
    MAX_WAITING_DELIVERIES: z.coerce.number().int().positive().default(2_000),
  })
  .transform((env) => ({
    databaseUrl: env.DATABASE_URL,
    natsUrl: env.NATS_URL,
    host: env.HOST,
    port: env.PORT,
    brandsFolder: env.BRANDS_FOLDER,
    logLevel: env.LOG_LEVEL,
    trustedProxies: env.TRUSTED_PROXIES.split(',').filter((address) => address !== ''),
    maxBodyBytes: env.MAX_BODY_BYTES,
    maxRelayLagSeconds: env.MAX_RELAY_LAG_SECONDS,
    maxWaitingDeliveries: env.MAX_WAITING_DELIVERIES,
  }));

export type IngestionConfig = z.infer<typeof configSchema>;

/** Also holds the secrets that the brands refer to. */
export const environment: Environment = process.env;

/** @throws ConfigError naming the variables that are wrong */
export function readIngestionConfig(env: Environment = environment): IngestionConfig {
  return readConfig(configSchema, env);
}
