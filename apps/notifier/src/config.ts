import { type Environment, readConfig } from '@tidings/platform';
import { z } from 'zod';

export const environment: Environment = process.env;

const configSchema = z
  .object({
    DATABASE_URL: z.url(),
    NATS_URL: z.string().default('nats://127.0.0.1:4222'),
    HOST: z.string().default('0.0.0.0'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3003),
    BRANDS_FOLDER: z.string().default('brands'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    /** `smtp://user:password@host:587`: the relay of all brands. */
    SMTP_URL: z.string(),
    SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(50).default(4),
    /** Where order pages are served, `{host}` being the brand's own, e.g. `https://{host}`; without it mails link nowhere. */
    PORTAL_URL: z.string().optional(),
    /** Where `/u/<token>` of this service can be reached. */
    UNSUBSCRIBE_URL: z.string().default('https://{host}'),
    /** How long a message stays with a replica that has gone. */
    LEASE_SECONDS: z.coerce.number().int().min(2).max(600).default(60),
  })
  .transform((env) => ({
    databaseUrl: env.DATABASE_URL,
    natsUrl: env.NATS_URL,
    host: env.HOST,
    port: env.PORT,
    brandsFolder: env.BRANDS_FOLDER,
    logLevel: env.LOG_LEVEL,
    smtp: { url: env.SMTP_URL, connections: env.SMTP_CONNECTIONS },
    addresses: { portal: env.PORTAL_URL ?? null, unsubscribe: env.UNSUBSCRIBE_URL },
    leaseSeconds: env.LEASE_SECONDS,
  }));

export type NotifierConfig = z.infer<typeof configSchema>;

/** @throws ConfigError naming the variables that are wrong */
export function readNotifierConfig(env: Environment = environment): NotifierConfig {
  return readConfig(configSchema, env);
}
