import { type Environment, readConfig } from '@tidings/platform';
import { z } from 'zod';

const configSchema = z
  .object({ NATS_URL: z.string().default('nats://127.0.0.1:4222') })
  .transform((env) => ({ natsUrl: env.NATS_URL }));

export type CliConfig = z.infer<typeof configSchema>;

/** Read when a command needs it: most need nothing. @throws ConfigError naming the variables that are wrong */
export function readCliConfig(env: Environment = process.env): CliConfig {
  return readConfig(configSchema, env);
}

const doorSchema = z
  .object({ INGESTION_URL: z.url().default('http://127.0.0.1:3001'), TIDINGS_API_KEY: z.string().min(1) })
  .transform((env) => ({ url: env.INGESTION_URL, apiKey: env.TIDINGS_API_KEY }));

/** A brand's door to ingestion, by its key. */
export type Door = z.infer<typeof doorSchema>;

/** @throws ConfigError naming the variables that are wrong */
export function readDoor(env: Environment = process.env): Door {
  return readConfig(doorSchema, env);
}
