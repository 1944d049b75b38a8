import { type Environment, readConfig } from '@tidings/platform';
import { z } from 'zod';

const configSchema = z
  .object({
    DATABASE_URL: z.url(),
    NATS_URL: z.string().default('nats://127.0.0.1:4222'),
    HOST: z.string().default('0.0.0.0'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3002),
    BRANDS_FOLDER: z.string().default('brands'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .transform((env) => ({
    databaseUrl: env.DATABASE_URL,
    natsUrl: env.NATS_URL,
    host: env.HOST,
    port: env.PORT,
    brandsFolder: env.BRANDS_FOLDER,
    logLevel: env.LOG_LEVEL,
  }));

export type DecisionEngineConfig = z.infer<typeof configSchema>;

/** @throws ConfigError naming the variables that are wrong */
export function readDecisionEngineConfig(env: Environment = process.env): DecisionEngineConfig {
  return readConfig(configSchema, env);
}

/** For the brands' `${NAME}` settings; nothing else looks into the environment. */
export const environment: Environment = process.env;
