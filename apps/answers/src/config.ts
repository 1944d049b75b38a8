import { type Environment, readConfig } from '@tidings/platform';
import { z } from 'zod';

const configSchema = z
  .object({
    DATABASE_URL: z.url(),
    NATS_URL: z.string().default('nats://127.0.0.1:4222'),
    HOST: z.string().default('0.0.0.0'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3004),
    BRANDS_FOLDER: z.string().default('brands'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    TRUSTED_PROXIES: z.string().default(''),
    /** Keys the digests of e-mails and postcodes. With another one, no customer is recognised until their order is told again. */
    DIGEST_SECRET: z.string().min(16, 'has at least 16 characters'),
    /** Questions per brand and process. */
    QUESTIONS_PER_MINUTE: z.coerce.number().int().positive().default(1_200),
  })
  .transform((env) => ({
    databaseUrl: env.DATABASE_URL,
    natsUrl: env.NATS_URL,
    host: env.HOST,
    port: env.PORT,
    brandsFolder: env.BRANDS_FOLDER,
    logLevel: env.LOG_LEVEL,
    trustedProxies: env.TRUSTED_PROXIES.split(',').filter((address) => address !== ''),
    digestSecret: env.DIGEST_SECRET,
    questionsPerMinute: env.QUESTIONS_PER_MINUTE,
  }));

export type AnswersConfig = z.infer<typeof configSchema>;

/** Also holds the secrets that the brands refer to. */
export const environment: Environment = process.env;

/** @throws ConfigError naming the variables that are wrong */
export function readAnswersConfig(env: Environment = environment): AnswersConfig {
  return readConfig(configSchema, env);
}
